// What runs, for how long, and whether it does.
import { h, byId, setAttribute, setText } from '../lib/dom.js';
import { say } from '../commands.js';

export function showHeader(model) {
    const name = h('h1', null, 'Virtual Pico W');
    const state = h('span', { class: 'state', role: 'status' });
    const time = h('span', { class: 'time', role: 'timer', 'aria-label': 'The board\u2019s time' });
    const missed = h('span', { class: 'missed' });
    const why = h('pre', { class: 'why', tabindex: 0, hidden: true });
    const power = h('button', { type: 'button', class: 'danger', onclick: () => say('power') }, 'Cut power');
    byId('header').append(h('div', { class: 'head' }, h('div', { class: 'title' }, name, state), h('div', { class: 'now' }, missed, time, power)), why);

    const update = () => {
        setText(name, model.board.firmware || 'Virtual Pico W');
        document.title = `${model.board.firmware || 'board'} \u00b7 virtual Pico W`;
        setText(state, model.power.on ? (model.isConnected ? (model.world?.paused ? 'time stands still' : 'running') : 'no connection; looking for the board\u2026')
            : `${model.power.reason}${model.isConnected ? '' : '; start it again, and this page follows'}`);
        setAttribute(state, 'data-state', !model.power.on ? 'off' : model.isConnected ? 'on' : 'away');
        power.disabled = !model.power.on || !model.isConnected;
        why.hidden = !model.power.exception;
        setText(why, model.power.exception ?? '');
    };
    model.on('power board world reset', update);
    model.on('gap reset', () => setText(missed, model.missed > 0 ? `${model.missed} events were missed` : ''));
    update();

    /** Once a frame. */
    return () => setText(time, `${(model.clock.shown / 1e6).toFixed(2)} s`);
}
