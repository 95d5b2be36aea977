// How much of the board's memory the program holds, by type, and over time.
import { h, byId, fit, setText } from '../lib/dom.js';
import { bytes, count } from '../lib/format.js';
import { Plot } from './plot.js';

const seconds = 120;
const isRest = name => /^\d+ others$/.test(name) ? 1 : 0;

export function showMemory(model) {
    const sum = h('p', { class: 'sum' });
    const bar = h('div', { class: 'bar', role: 'img', 'aria-label': 'Share of memory' });
    const plot = new Plot({ seconds, unit: bytes, label: 'Memory held', height: 40, floor: 1 });
    const rows = h('tbody');
    const view = h('select', { id: 'memory-by', onchange: () => update() }, h('option', { value: 'types' }, 'by type'), h('option', { value: 'holders' }, 'by task'));
    byId('memory').append(sum, bar, plot.canvas,
        h('p', { class: 'axis' }, h('span', null, `${seconds} s ago`), h('span', null, 'bytes held'), h('span', null, 'now')),
        h('div', { class: 'field' }, h('label', { for: 'memory-by' }, 'Shown'), view),
        h('div', { class: 'scroll short', tabindex: 0, role: 'region', 'aria-label': 'What holds memory' },
            h('table', null, h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'What'), h('th', { scope: 'col', class: 'number' }, 'Bytes'), h('th', { scope: 'col', class: 'number' }, 'Objects'))), rows)));

    function update() {
        const memory = model.memory;
        if (!memory.heldBytes) {
            setText(sum, 'not counted yet');
            return;
        }

        setText(sum, `${memory.complete ? '' : 'more than '}${bytes(memory.heldBytes)} of ${bytes(memory.limitBytes)} held, ${bytes(Math.max(0, memory.limitBytes - memory.heldBytes))} free`);
        bar.dataset.full = memory.heldBytes > memory.limitBytes ? 'yes' : 'no';
        bar.setAttribute('aria-label', `${Math.round((memory.heldBytes / memory.limitBytes) * 100)} percent of memory is held`);
        const parts = [['runtime', memory.runtimeBytes], ...memory.types.map(([name, size]) => [name, size])];
        const pieces = fit(bar, parts.length, () => h('i'));
        parts.forEach(([name, size], index) => {
            pieces[index].style.setProperty('--share', `${(size / Math.max(memory.limitBytes, memory.heldBytes)) * 100}%`);
            pieces[index].title = `${name}: ${bytes(size)}`;
        });
        const shares = [...memory[view.value], ...(view.value === 'types' ? [['the runtime itself', memory.runtimeBytes, null]] : [])].sort((one, other) => isRest(one[0]) - isRest(other[0]) || other[1] - one[1]);
        const lines = fit(rows, shares.length, () => h('tr', null, h('th', { scope: 'row' }), h('td', { class: 'number' }), h('td', { class: 'number' })));
        shares.forEach(([name, size, objects], index) => [name, count(size), objects === null ? '' : count(objects)].forEach((text, column) => setText(lines[index].children[column], text)));
    }

    model.on('memory reset', update);
    model.on('tick reset', () => plot.draw(model.held, model.clock.shown));
    update();
}
