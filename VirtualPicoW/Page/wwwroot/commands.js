// Says commands to the board: the same words as those that can be typed where it was started.
import { byId, setText } from './lib/dom.js';

/** Says a command. True if the board has understood it; why not stands at the end of the page. */
export async function say(command) {
    try {
        const response = await fetch('command', { method: 'POST', body: command });
        const text = (await response.text()).trim();
        notice(response.ok ? '' : text);
        return response.ok;
    } catch {
        notice('The board does not answer. Is it still running?');
        return false;
    }
}

export function notice(text) {
    setText(byId('notice'), text);
}
