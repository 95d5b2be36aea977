// The access point and the board's place on it.
import { h, byId, setAttribute, setText } from '../lib/dom.js';
import { say } from '../commands.js';

const words = { up: 'joined', joining: 'joining', down: 'not joined' };

export function showWifi(model) {
    const bars = h('span', { class: 'bars', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'), h('i'));
    const ssid = h('strong', { class: 'ssid' });
    const link = h('span', { class: 'link', role: 'status' });
    const address = h('dd', null);
    const security = h('dd', null);
    const signalText = h('output', { for: 'signal' });
    const signal = h('input', { id: 'signal', type: 'range', min: -100, max: -20, step: 1, onchange: () => say(`wifi signal ${signal.value}`), oninput: () => setText(signalText, `${signal.value} dBm`) });
    const presence = h('button', { type: 'button', onclick: () => say(model.wifi.accessPoint?.present ? 'wifi off' : 'wifi on') });
    const password = h('button', { type: 'button', onclick: () => say('wifi password not-the-one-you-know') }, 'Change its password');
    const none = h('p', { class: 'soft' }, 'No access point is in reach.');
    const rest = h('div', null,
        h('p', { class: 'network' }, bars, ssid, link),
        h('dl', { class: 'facts' }, h('dt', null, 'Address'), address, h('dt', null, 'Security'), security),
        h('div', { class: 'field' }, h('label', { for: 'signal' }, 'Signal'), signal, signalText),
        h('div', { class: 'actions' }, presence, password));
    byId('wifi').append(none, rest);

    model.on('wifi reset', () => {
        const { link: state, address: ip, joining, accessPoint } = model.wifi;
        none.hidden = Boolean(accessPoint);
        rest.hidden = !accessPoint;
        if (!accessPoint) {
            return;
        }

        setText(ssid, accessPoint.ssid);
        setText(link, accessPoint.present ? (state === 'joining' ? `joining ${joining}` : words[state]) : 'out of reach');
        setAttribute(link, 'data-link', accessPoint.present ? state : 'gone');
        setText(address, ip ?? 'none');
        setText(security, accessPoint.open ? 'none, an open network' : 'WPA2');
        setText(presence, accessPoint.present ? 'Let it vanish' : 'Let it return');
        if (document.activeElement !== signal) {
            signal.value = accessPoint.signalDbm;
        }

        setText(signalText, `${accessPoint.signalDbm} dBm`);
        setAttribute(bars, 'data-bars', accessPoint.present ? strength(accessPoint.signalDbm) : 0);
    });
}

const strength = dbm => dbm > -55 ? 4 : dbm > -67 ? 3 : dbm > -78 ? 2 : 1;
