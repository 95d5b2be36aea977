// The log, by kind and by word. What a line speaks of leads there: pins, tasks, sockets.
import { h, byId, setAttribute, setText } from '../lib/dom.js';
import { say } from '../commands.js';

const kinds = [
    { id: 'app', name: 'Program', isOf: source => source === 'app' },
    { id: 'pins', name: 'Pins', isOf: source => /^GP\d+$/.test(source), isOff: true },
    { id: 'wifi', name: 'WiFi', isOf: source => source === 'wifi' },
    { id: 'socket', name: 'Sockets', isOf: source => source === 'socket' },
    { id: 'board', name: 'Board', isOf: () => true },
];
const shown = 400;
const mentions = /\bGP(\d+)\b|#(\d+)\b|\b\d{1,3}(?:\.\d{1,3}){3}:\d+\b/g;

export function showLog(model, selection) {
    const on = new Set(kinds.filter(kind => !kind.isOff).map(kind => kind.id));
    let word = '';
    let last = -1;
    const chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'Kinds of lines' }, kinds.map(kind => {
        const chip = h('button', { type: 'button', 'aria-pressed': String(on.has(kind.id)), onclick: () => {
            on[on.has(kind.id) ? 'delete' : 'add'](kind.id);
            chip.setAttribute('aria-pressed', String(on.has(kind.id)));
            rebuild();
        } }, kind.name);
        return chip;
    }));
    const search = h('input', { type: 'search', id: 'search', placeholder: 'Search', 'aria-label': 'Search the log', oninput: () => {
        word = search.value.toLowerCase();
        rebuild();
    } });
    const list = h('ol', { class: 'lines', tabindex: 0, 'aria-label': 'Lines of the log, the newest last' });
    const words = h('datalist', { id: 'words' });
    const input = h('input', { id: 'command', list: 'words', autocomplete: 'off', spellcheck: 'false', placeholder: 'press 14' });
    const form = h('form', { class: 'console', onsubmit: async event => {
        event.preventDefault();
        if (await say(input.value)) {
            input.value = '';
        }
    } }, h('label', { for: 'command' }, 'Command'), input, h('button', { type: 'submit' }, 'Say it'), words);
    byId('log').append(h('div', { class: 'log-head' }, chips, search), list, form);

    const isShown = line => on.has(kinds.find(kind => kind.isOf(line.source)).id) && (word === '' || `${line.source} ${line.text}`.toLowerCase().includes(word));
    const newest = lines => {
        const found = [];
        for (let i = lines.length - 1; i >= 0 && lines[i].number > last && found.length < shown; i--) {
            if (isShown(lines[i])) {
                found.push(lines[i]);
            }
        }

        return found.reverse();
    };

    function update() {
        const fresh = [...newest(model.lines), ...(on.has('pins') ? newest(model.pinLines) : [])].sort((one, other) => one.number - other.number).slice(-shown);
        last = model.lineCount - 1;
        if (fresh.length === 0) {
            return;
        }

        const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 24;
        list.append(...fresh.map(line => makeLine(line, selection)));
        while (list.children.length > shown) {
            list.firstElementChild.remove();
        }

        if (isAtEnd) {
            list.scrollTop = list.scrollHeight;
        }
    }

    function rebuild() {
        last = -1;
        list.replaceChildren();
        update();
        list.scrollTop = list.scrollHeight;
    }

    model.on('reset', rebuild);
    model.on('lines edges', update);
    model.on('board', () => words.replaceChildren(...model.board.commands.map(command => h('option', { value: command.word }, `${command.usage}: ${command.summary}`))));
    return { search: text => {
        search.value = text;
        word = text.toLowerCase();
        rebuild();
    } };
}

function makeLine(line, selection) {
    const item = h('li', null, h('time', null, (line.time / 1e6).toFixed(3)), h('span', { class: 'source' }, line.source), h('span', { class: 'text' }, link(line.text, selection)));
    setAttribute(item, 'data-source', line.source.startsWith('GP') ? 'pin' : line.source);
    setAttribute(item, 'data-trace', /^ +at /.test(line.text) ? 'yes' : /Exception\b/.test(line.text) ? 'head' : null);
    if (line.source.startsWith('GP')) {
        item.children[1].replaceChildren(pinLink(line.source, selection));
    }

    return item;
}

/** The text, with buttons for what it mentions. */
function link(text, selection) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(mentions)) {
        parts.push(text.slice(end, match.index));
        parts.push(match[1] !== undefined ? pinLink(match[0], selection) : h('a', { href: match[2] !== undefined ? `#task-${match[2]}` : '#sockets' }, match[0]));
        end = match.index + match[0].length;
    }

    return [...parts, text.slice(end)];
}

const pinLink = (name, selection) => h('a', { href: '#pin', onclick: () => selection.choose(Number(name.slice(2))) }, name);
