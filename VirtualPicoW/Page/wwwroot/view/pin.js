// The pin that is chosen: what it is and does, in words, and what one can do to it.
import { h, byId, setAttribute, setText } from '../lib/dom.js';
import { count, duration } from '../lib/format.js';
import { say } from '../commands.js';

const rateUs = 2e6;

export function describePin(pin) {
    if (!pin) {
        return 'not in use';
    }

    const pull = pin.pull === 'none' ? '' : ` with pull-${pin.pull}`;
    const outside = pin.outside === 'free' ? '' : `, driven ${pin.outside} from outside`;
    return (pin.mode === 'closed' ? 'not opened by the program' : pin.mode + pull) + outside + (pin.owner ? `, taken by ${pin.owner}` : '');
}

export function showPin(model, selection) {
    const title = h('h3', null);
    const facts = ['Mode', 'Level', 'Taken by', 'From outside', 'Edges'].map(name => ({ name, value: h('dd', null) }));
    const act = (label, command) => h('button', { type: 'button', onclick: () => say(`${command} ${selection.pin}`) }, label);
    const drive = (label, level) => h('button', { type: 'button', onclick: () => say(`drive ${selection.pin} ${level}`) }, label);
    const hold = h('button', {
        type: 'button', 'aria-pressed': 'false',
        onclick: () => say(hold.getAttribute('aria-pressed') === 'true' ? `release ${selection.pin}` : `drive ${selection.pin} low`),
    }, 'Hold down');
    const high = drive('Drive high', 'high');
    byId('pin').append(
        h('div', { class: 'pin-head' }, title, h('p', { class: 'soft' }, 'chosen pin')),
        h('dl', { class: 'facts' }, facts.map(fact => [h('dt', null, fact.name), fact.value])),
        h('div', { class: 'actions', role: 'group', 'aria-label': 'What is wired to the pin' }, act('Press', 'press'), hold, high, act('Release', 'release')));

    const update = () => {
        const pin = model.pin(selection.pin);
        const edges = model.edges[selection.pin];
        const time = model.clock.shown;
        const perSecond = edges.countBetween(time - rateUs, time) / (rateUs / 1e6);
        const values = [
            !pin ? 'not in use' : pin.mode + (pin.pull === 'none' ? '' : `, pull-${pin.pull}`) + (pin.watched ? ', watched' : ''),
            pin || edges.count > 0 ? (edges.isHighAt(time) ? 'high' : 'low') + sinceText(edges, time) : 'low',
            pin?.owner ?? (pin && pin.mode !== 'closed' ? 'the program' : 'nobody'),
            !pin || pin.outside === 'free' ? 'nothing' : `driven ${pin.outside}`,
            `${count(edges.total)}, ${perSecond.toFixed(1)} a second`,
        ];
        setText(title, `GP${selection.pin}`);
        facts.forEach((fact, index) => setText(fact.value, values[index]));
        setAttribute(hold, 'aria-pressed', pin?.outside === 'low' ? 'true' : 'false');
        setAttribute(high, 'aria-pressed', pin?.outside === 'high' ? 'true' : 'false');
    };
    selection.on(update);
    model.on('pins tick reset', update);
}

function sinceText(edges, time) {
    const index = edges.indexAt(time);
    return index < 0 ? '' : `, for ${duration(time - edges.times[index])}`;
}
