// Simulated time: run, pause, one event, faster and slower, and the seed that decides everything. Nothing of it in real time.
import { h, byId, setText } from '../lib/dom.js';
import { say } from '../commands.js';

export function showWorld(model) {
    const button = (label, command) => h('button', { type: 'button', onclick: () => say(command()) }, label);
    const pause = button('Pause time', () => model.world.paused ? 'run' : 'pause');
    const step = button('Step', () => 'step');
    const slower = button('Slower', () => `faster ${(model.world.factor || 2) / 2}`);
    const faster = button('Faster', () => 'faster');
    const unhurried = button('As fast as it can', () => 'faster 0');
    const factor = h('output');
    const seed = h('span', { class: 'soft' });
    const bar = h('div', { class: 'world', role: 'toolbar', 'aria-label': 'Simulated time', hidden: true }, pause, step, slower, factor, faster, unhurried, seed);
    byId('header').append(bar);

    model.on('world reset', () => {
        bar.hidden = !model.world?.simulated;
        if (!bar.hidden) {
            setText(pause, model.world.paused ? 'Let time run' : 'Pause time');
            setText(factor, model.world.factor > 0 ? `${model.world.factor} s in one` : 'as fast as it can');
            setText(seed, `seed ${model.world.seed}`);
            step.disabled = !model.world.paused;
        }
    });
}
