// The board with what is wired to it: an LED at each output, a button at each input, and the pins' names.
import { h, svg, byId, setAttribute, setText } from '../lib/dom.js';
import { drawPicoW, leftPads, rightPads } from './picow.js';
import { Glow } from './glow.js';
import { describePin } from './pin.js';
import { wireButton } from './button.js';

const ledColours = ['red', 'green', 'yellow', 'blue'];
const litFrom = 0.12;

export function showBoard(model, selection) {
    const rows = new Map();
    const side = (pads, name) => h('ul', { class: `side ${name}`, 'aria-label': `Pins on the ${name}` }, pads.map(pad => makeRow(pad, rows, selection)));
    const drawing = drawPicoW();
    byId('pins').append(side(leftPads, 'left'), drawing, side(rightPads, 'right'));
    let glows = new Map();

    model.on('reset', () => {
        glows = new Map();
    });
    model.on('pins reset', () => {
        const outputs = model.pins.filter(isOutput).map(pin => pin.number);
        for (const [number, row] of rows) {
            const pin = model.pin(number);
            showRow(row, number, pin, model, outputs.indexOf(number));
            setAttribute(drawing.querySelector(`[data-gp="${number}"]`), 'data-used', pin ? 'yes' : null);
            if (pin && isOutput(pin)) {
                glows.set(number, glows.get(number) ?? new Glow(model.edges[number]));
            } else {
                glows.delete(number);
            }
        }
    });
    selection.on(() => {
        for (const [number, row] of rows) {
            setAttribute(row.name, 'aria-pressed', selection.pin === number ? 'true' : 'false');
        }
    });

    /** Once a frame. */
    return () => {
        const time = model.clock.shown;
        for (const [number, row] of rows) {
            const isHigh = model.edges[number].isHighAt(time);
            setAttribute(row.item, 'data-level', model.pin(number) ? (isHigh ? 'high' : 'low') : null);
        }

        for (const [number, glow] of glows) {
            const brightness = model.power.on ? glow.at(time) : 0;
            const led = rows.get(number).led;
            led.style.setProperty('--glow', brightness.toFixed(2));
            setAttribute(led, 'data-lit', brightness > litFrom ? 'yes' : 'no');
        }
    };
}

export const isOutput = pin => pin.mode === 'output' || pin.mode === 'open drain';

function makeRow(pad, rows, selection) {
    if (typeof pad === 'string') {
        return h('li', { class: 'supply' }, h('span', null, pad));
    }

    const name = h('button', { type: 'button', class: 'pin-name', 'aria-pressed': 'false', 'aria-label': `GP${pad}, not in use`, onclick: () => selection.choose(pad) }, `GP${pad}`);
    const part = h('span', { class: 'part' });
    const item = h('li', { class: 'gpio', 'data-gp': pad }, part, name);
    rows.set(pad, { item, name, part });
    return item;
}

function showRow(row, number, pin, model, outputIndex) {
    const kind = !pin ? 'none' : isOutput(pin) ? 'led' : pin.mode === 'input' ? 'button' : 'none';
    if (row.kind !== kind) {
        row.kind = kind;
        row.led = kind === 'led' ? led(number, ledColours[outputIndex % ledColours.length]) : null;
        row.part.replaceChildren(...(row.led ? [row.led] : kind === 'button' ? [wireButton(number, () => model.pin(number))] : []));
    }

    setAttribute(row.item, 'data-mode', pin ? pin.mode : null);
    setAttribute(row.item, 'data-outside', pin && pin.outside !== 'free' ? pin.outside : null);
    setAttribute(row.name, 'aria-label', `GP${number}, ${describePin(pin)}`);
    setText(row.name, `GP${number}`);
}

const led = (number, colour) => svg('svg', { class: `led ${colour}`, viewBox: '0 0 28 20', 'data-led': number, 'aria-hidden': 'true' },
    svg('circle', { class: 'halo', cx: 14, cy: 10, r: 9.5 }),
    svg('circle', { class: 'lens', cx: 14, cy: 10, r: 5.5 }),
    svg('circle', { class: 'light', cx: 14, cy: 10, r: 5.5 }),
    svg('circle', { class: 'spark', cx: 12.4, cy: 8.4, r: 1.4 }));
