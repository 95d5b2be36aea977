// A button that is wired to an input: pressed as long as it is held down, with a finger, a mouse or a key.
import { h } from '../lib/dom.js';
import { say } from '../commands.js';

/** A tap is shorter than what a program notices that debounces. */
const shortestMs = 100;

export function wireButton(number, pinOf) {
    let pressedAt = null;
    const press = event => {
        event.preventDefault();
        if (pressedAt === null) {
            pressedAt = performance.now();
            element.setAttribute('aria-pressed', 'true');
            say(`drive ${number} ${pinOf()?.pull === 'down' ? 'high' : 'low'}`);
        }
    };
    const release = () => {
        if (pressedAt !== null) {
            setTimeout(() => say(`release ${number}`), Math.max(0, pressedAt + shortestMs - performance.now()));
            pressedAt = null;
            element.setAttribute('aria-pressed', 'false');
        }
    };
    const isKey = event => (event.key === ' ' || event.key === 'Enter') && !event.repeat;
    const element = h('button', {
        type: 'button', class: 'push', 'aria-label': `Press the button at GP${number}`, 'aria-pressed': 'false',
        onpointerdown: event => {
            if (event.button === 0) {
                element.setPointerCapture(event.pointerId);
                element.focus();
                press(event);
            }
        },
        onpointerup: release, onpointercancel: release, onblur: release,
        onkeydown: event => isKey(event) && press(event),
        onkeyup: event => isKey(event) && release(),
    }, h('span', { class: 'cap' }));
    return element;
}
