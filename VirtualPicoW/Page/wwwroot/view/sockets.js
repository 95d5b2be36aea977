// The board's few places for sockets, and who has them.
import { h, byId, fit, setAttribute, setText } from '../lib/dom.js';
import { bytes } from '../lib/format.js';

export function showSockets(model) {
    const used = h('p', { class: 'soft' });
    const body = h('tbody');
    byId('sockets').append(used, h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Table of sockets' },
        h('table', null,
            h('thead', null, h('tr', null, ['Socket', 'Here', 'Peer', 'In', 'Out'].map(name => h('th', { scope: 'col' }, name)))),
            body)));

    model.on('sockets reset', () => {
        const { limit, sockets } = model.sockets;
        setText(used, `${sockets.length} of ${limit} in use`);
        const rows = fit(body, Math.max(Math.min(limit, 16), sockets.length), () => h('tr', null, h('th', { scope: 'row' }), h('td'), h('td'), h('td', { class: 'number' }), h('td', { class: 'number' })));
        for (let i = 0; i < rows.length; i++) {
            const socket = sockets[i];
            setAttribute(rows[i], 'data-kind', socket?.kind ?? 'free');
            const texts = socket
                ? [socket.kind, socket.local ?? '', socket.peer ?? (socket.kind === 'listening' ? 'anybody' : ''), bytes(socket.receivedBytes), bytes(socket.sentBytes)]
                : ['free', '', '', '', ''];
            texts.forEach((text, column) => setText(rows[i].children[column], text));
        }
    });
}
