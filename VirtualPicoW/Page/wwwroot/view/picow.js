// The Raspberry Pi Pico W, drawn in millimetres: 21 by 51, forty pads at 2.54, as its datasheet measures it.
import { svg } from '../lib/dom.js';

export const widthMm = 21;
export const lengthMm = 51;
export const pitchMm = 2.54;
export const firstPadMm = (lengthMm - (19 * pitchMm)) / 2;

/** The pads from top to bottom, USB above. A number is a GP; text is a supply or control pad. */
export const leftPads = [0, 1, 'GND', 2, 3, 4, 5, 'GND', 6, 7, 8, 9, 'GND', 10, 11, 12, 13, 'GND', 14, 15];
export const rightPads = ['VBUS', 'VSYS', 'GND', '3V3_EN', '3V3', 'VREF', 28, 'AGND', 27, 26, 'RUN', 22, 'GND', 21, 20, 19, 18, 'GND', 17, 16];

export function drawPicoW() {
    const pads = [...leftPads.map((pad, index) => drawPad(pad, 1.61, index)), ...rightPads.map((pad, index) => drawPad(pad, widthMm - 1.61, index))];
    return svg('svg', { class: 'picow', viewBox: `0 -1.4 ${widthMm} ${lengthMm + 1.4}`, role: 'img', 'aria-label': 'A Raspberry Pi Pico W, USB connector above' },
        svg('rect', { class: 'pcb', width: widthMm, height: lengthMm, rx: 1 }),
        svg('rect', { class: 'antenna-area', x: 5.2, y: 44.2, width: 10.6, height: 6.8 }),
        ...[[4.8, 2], [16.2, 2], [4.8, 49], [16.2, 49]].map(([x, y]) => svg('circle', { class: 'hole', cx: x, cy: y, r: 1.05 })),
        ...pads,
        usb(), bootButton(), chip(6.9, 21, 7, 'RP2040'), flash(), radio(), antenna(), debugPads(),
        svg('text', { class: 'silk', x: 10.5, y: 17.2, 'text-anchor': 'middle' }, 'Pico W'));
}

function drawPad(pad, x, index) {
    const y = firstPadMm + (index * pitchMm);
    const isGround = typeof pad === 'string' && pad.endsWith('GND');
    const edge = x < widthMm / 2 ? 0 : widthMm;
    return svg('g', { class: `pad${isGround ? ' ground' : ''}`, 'data-gp': typeof pad === 'number' ? pad : null },
        svg(isGround ? 'rect' : 'rect', { x: Math.min(x, edge) - (edge === 0 ? 0 : 0.8), y: y - 0.8, width: 2.41, height: 1.6, rx: isGround ? 0 : 0.8 }),
        svg('circle', { class: 'drill', cx: x, cy: y, r: 0.51 }));
}

const usb = () => svg('g', null,
    svg('rect', { class: 'metal', x: 6.75, y: -1.3, width: 7.5, height: 5.6, rx: 0.4 }),
    svg('path', { class: 'crease', d: 'M8 -0.6 v3.6 M13 -0.6 v3.6' }));

const bootButton = () => svg('g', null,
    svg('rect', { class: 'metal', x: 12.9, y: 7.3, width: 3.4, height: 4.2, rx: 0.3 }),
    svg('rect', { class: 'button-cap', x: 13.8, y: 8.4, width: 1.6, height: 2, rx: 0.8 }));

const chip = (x, y, size, name) => svg('g', null,
    svg('rect', { class: 'pins', x: x - 0.35, y: y - 0.35, width: size + 0.7, height: size + 0.7, rx: 0.2 }),
    svg('rect', { class: 'chip', x, y, width: size, height: size, rx: 0.3 }),
    svg('circle', { class: 'chip-mark', cx: x + 0.9, cy: y + 0.9, r: 0.28 }),
    svg('text', { class: 'chip-name', x: x + (size / 2), y: y + (size / 2) + 0.5, 'text-anchor': 'middle' }, name));

const flash = () => svg('rect', { class: 'chip', x: 5.3, y: 13, width: 3, height: 3, rx: 0.2 });

const radio = () => svg('g', null,
    svg('rect', { class: 'shield', x: 5.6, y: 33.2, width: 9.8, height: 8.6, rx: 0.5 }),
    svg('text', { class: 'shield-name', x: 10.5, y: 38, 'text-anchor': 'middle' }, 'CYW43439'));

const antenna = () => svg('path', { class: 'antenna', d: 'M7 44.8 h7 l-1.6 3.2 h-3.8 z' });

const debugPads = () => svg('g', { class: 'pad' }, ...[8, 10.5, 13].map(x => svg('circle', { cx: x, cy: 31.2, r: 0.75 })));
