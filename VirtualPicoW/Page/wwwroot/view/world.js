// Simulated time: run, pause, one event, faster and slower, and the seed that decides everything. Nothing of it in real time.
import { h, byId, setText } from '../lib/dom.js';
import { count } from '../lib/format.js';
import { say } from '../commands.js';

export function showWorld(model) {
    const button = (label, command) => h('button', { type: 'button', onclick: () => say(command()) }, label);
    const pause = button('Pause time', () => model.world.paused ? 'run' : 'pause');
    const step = button('Next event', () => 'step');
    const slower = button('Slower', () => 'slower');
    const faster = button('Faster', () => 'faster');
    const unhurried = button('As fast as it can', () => 'faster 0');
    const factor = h('output', { 'aria-label': 'Pace' });
    const where = h('span', { class: 'soft' });
    const seed = h('span', { class: 'seed' });
    const bar = h('div', { class: 'world', role: 'toolbar', 'aria-label': 'Simulated time', hidden: true }, pause, step, slower, factor, faster, unhurried, seed, where);
    byId('header').append(bar);

    model.on('world power reset', () => {
        const world = model.world;
        bar.hidden = !world?.simulated;
        if (!bar.hidden) {
            setText(pause, world.paused ? 'Let time run' : 'Pause time');
            setText(factor, world.factor === 1 ? 'real time' : world.factor > 0 ? `${Number(world.factor.toPrecision(3))} \u00d7 real time` : 'as fast as it can');
            setText(seed, `Seed ${world.seed}`);
            [pause, faster, slower, unhurried, step].forEach(control => control.disabled = !model.power.on);
            step.disabled ||= !world.paused;
            faster.disabled ||= world.factor === 0;
            unhurried.disabled ||= world.factor === 0;
        }
    });
    model.on('world time reset', () => {
        if (!bar.hidden) {
            setText(where, `event ${count(model.world.events)}${model.world.paused ? `, at ${(model.clock.shown / 1e6).toFixed(6)} s` : ''}`);
        }
    });
}
