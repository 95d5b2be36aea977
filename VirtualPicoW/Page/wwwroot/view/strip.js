// The pins over time, as on a logic analyser: zoom, pause, and two cursors that measure.
import { h, byId, setAttribute, setText } from '../lib/dom.js';
import { duration, frequency, precise } from '../lib/format.js';
import { toVcd } from '../lib/vcd.js';
import { fitCanvas } from './plot.js';
import { drawStrip, rowHeight, axisHeight, labelWidth } from './strip-drawing.js';

const shortest = 2000;
const longest = 120e6;
const leastRows = 4;
const snapPixels = 8;

export function showStrip(model, selection) {
    const view = { span: 5e6, end: null, row: 0, cursors: [null, null], active: 0 };
    const canvas = h('canvas', { class: 'strip-canvas', tabindex: 0, role: 'img', 'aria-describedby': 'strip-help' });
    const button = (label, action, attributes) => h('button', { type: 'button', onclick: action, ...attributes }, label);
    const pause = button('Pause', () => setPaused(view.end === null), { 'aria-pressed': 'false' });
    const spanText = h('output', { class: 'span' });
    const cursorButtons = ['A', 'B'].map((name, index) => button(`Cursor ${name}`, () => choose(index), { 'aria-pressed': String(index === 0) }));
    const readout = h('dl', { class: 'readout' }, ['A', 'B', 'B \u2212 A', 'Pulse at A', 'Period at A'].map(name => h('div', null, h('dt', null, name), h('dd', null, '\u2013'))));
    const values = [...readout.querySelectorAll('dd')];
    byId('strip').append(
        h('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Strip' },
            pause, button('\u2212', () => zoom(2), { 'aria-label': 'Zoom out' }), spanText, button('+', () => zoom(0.5), { 'aria-label': 'Zoom in' }),
            ...cursorButtons, button('Clear', clear, { 'aria-label': 'Clear the cursors' }), button('Save VCD', save)),
        canvas, readout,
        h('p', { class: 'soft', id: 'strip-help' }, 'Click to set a cursor; it snaps to an edge. Keys: space pauses, + and \u2212 zoom, A and B choose a cursor, \u2190 and \u2192 move it from edge to edge, \u2191 and \u2193 choose a pin.'));

    const pins = () => model.pins.map(pin => pin.number);
    const end = () => view.end ?? model.clock.shown;
    const timeAt = x => end() - view.span + ((x - labelWidth) / (canvas.clientWidth - labelWidth) * view.span);
    let drag = null;

    canvas.addEventListener('pointerdown', event => {
        drag = { x: event.offsetX, end: end(), moved: false };
        canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', event => {
        if (drag && (drag.moved || Math.abs(event.offsetX - drag.x) > 5)) {
            drag.moved = true;
            setPaused(true, drag.end - ((event.offsetX - drag.x) / (canvas.clientWidth - labelWidth) * view.span));
        }
    });
    canvas.addEventListener('pointerup', event => {
        if (drag && !drag.moved) {
            const row = Math.floor((event.offsetY - axisHeight) / rowHeight);
            setRow(row);
            if (event.offsetX > labelWidth) {
                setCursor(event.shiftKey ? 1 : view.active, snap(timeAt(event.offsetX)));
            }
        }

        drag = null;
    });
    canvas.addEventListener('wheel', event => {
        if (event.ctrlKey || event.shiftKey || event.altKey) {
            event.preventDefault();
            zoom((event.deltaY || event.deltaX) > 0 ? 1.25 : 0.8, timeAt(event.offsetX));
        }
    }, { passive: false });
    canvas.addEventListener('keydown', event => {
        const action = {
            ' ': () => setPaused(view.end === null), '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2),
            a: () => choose(0), b: () => choose(1), Escape: clear,
            ArrowLeft: () => step(-1), ArrowRight: () => step(1), ArrowUp: () => setRow(view.row - 1), ArrowDown: () => setRow(view.row + 1),
        }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
        if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            action();
        }
    });

    function setPaused(isPaused, time = model.clock.shown) {
        view.end = isPaused ? Math.max(0, time) : null;
        setAttribute(pause, 'aria-pressed', String(isPaused));
        setText(pause, isPaused ? 'Go on' : 'Pause');
    }

    function zoom(factor, around = null) {
        const span = Math.min(longest, Math.max(shortest, view.span * factor));
        const centre = around ?? view.cursors[view.active];
        if (view.end !== null && centre !== null) {
            view.end = centre + ((view.end - centre) * (span / view.span));
        }

        view.span = span;
    }

    function choose(index) {
        view.active = index;
        cursorButtons.forEach((other, place) => other.setAttribute('aria-pressed', String(place === index)));
    }

    function clear() {
        view.cursors = [null, null];
        measure();
    }

    function setRow(row) {
        view.row = Math.min(Math.max(0, row), Math.max(0, model.pins.length - 1));
        if (model.pins[view.row]) {
            selection.choose(model.pins[view.row].number);
        }
    }

    function setCursor(index, time) {
        if (view.end === null) {
            setPaused(true);
        }

        view.cursors[index] = time;
        measure();
    }

    const edgesOfRow = () => model.edges[pins()[view.row] ?? 0];

    function snap(time) {
        const edges = edgesOfRow();
        const index = edges.indexAt(time);
        const near = [index, index + 1].filter(at => at >= 0 && at < edges.count).map(at => edges.times[at])
            .filter(at => Math.abs(at - time) < snapPixels * view.span / canvas.clientWidth);
        return near.sort((one, other) => Math.abs(one - time) - Math.abs(other - time))[0] ?? time;
    }

    /** To the edge before or after the cursor; it stays in sight. */
    function step(direction) {
        const edges = edgesOfRow();
        const from = view.cursors[view.active] ?? end();
        const at = edges.indexAt(from);
        const index = direction > 0 ? at + 1 : edges.times[at] < from ? at : at - 1;
        if (index >= 0 && index < edges.count) {
            const time = edges.times[index];
            setCursor(view.active, time);
            if (time < view.end - view.span || time > view.end) {
                view.end = time + (view.span / 2);
            }
        }
    }

    function measure() {
        const [a, b] = view.cursors;
        const edges = edgesOfRow();
        const at = a === null ? -1 : edges.indexAt(a);
        const next = offset => at >= 0 && at + offset < edges.count ? edges.times[at + offset] - edges.times[at] : null;
        const pulse = next(1);
        const period = next(2);
        const difference = a === null || b === null ? null : b - a;
        const texts = [
            a === null ? '\u2013' : `${(a / 1e6).toFixed(6)} s`,
            b === null ? '\u2013' : `${(b / 1e6).toFixed(6)} s`,
            difference === null ? '\u2013' : precise(difference),
            pulse === null ? '\u2013' : `${precise(pulse)} ${edges.isHighAfter(at) ? 'high' : 'low'}`,
            period === null ? '\u2013' : `${precise(period)}, ${frequency(1e6 / period)}`,
        ];
        values.forEach((value, index) => setText(value, texts[index]));
    }

    function save() {
        const url = URL.createObjectURL(new Blob([toVcd(pins(), pin => model.edges[pin], model.clock.shown)], { type: 'text/plain' }));
        const link = h('a', { href: url, download: `${model.board.firmware || 'board'}.vcd` });
        link.click();
        setTimeout(() => URL.revokeObjectURL(url), 10000);
    }

    model.on('reset', () => {
        setPaused(false);
        clear();
    });
    const follow = () => {
        const row = pins().indexOf(selection.pin);
        view.row = row < 0 ? view.row : row;
        measure();
    };
    selection.on(follow);
    model.on('pins', follow);

    /** Once a frame; each second one is enough. */
    let isOdd = false;
    return () => {
        isOdd = !isOdd;
        if (isOdd) {
            return;
        }

        const rows = pins();
        canvas.style.setProperty('--rows', Math.max(leastRows, rows.length));
        setText(spanText, duration(view.span));
        setAttribute(canvas, 'aria-label', rows.length === 0 ? 'No pin is in use' : `The last ${duration(view.span)} of ${rows.map(pin => `GP${pin}`).join(', ')}; chosen: GP${rows[view.row] ?? rows[0]}`);
        drawStrip(fitCanvas(canvas), getComputedStyle(canvas), model, view, rows, end());
    };
}
