// What the program offers as settings. Secrets do not leave the board.
import { h, byId, fit, setText } from '../lib/dom.js';

export function showSettings(model) {
    const none = h('p', { class: 'soft' }, 'The program offers none.');
    const rows = h('tbody');
    const table = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table of settings' },
        h('table', null, h('thead', null, h('tr', null, ['Name', 'Value', 'What it is'].map(name => h('th', { scope: 'col' }, name)))), rows));
    byId('settings').append(none, table, h('p', { class: 'soft' }, 'Set them where the board is started: --set name=value.'));

    model.on('settings reset', () => {
        none.hidden = model.settings.length > 0;
        table.hidden = model.settings.length === 0;
        const lines = fit(rows, model.settings.length, () => h('tr', null, h('th', { scope: 'row' }), h('td'), h('td')));
        model.settings.forEach((setting, index) => {
            [setting.name, setting.secret ? 'hidden' : setting.value ?? '', setting.description].forEach((text, column) => setText(lines[index].children[column], text));
            lines[index].dataset.secret = setting.secret ? 'yes' : 'no';
        });
    });
}
