// What the board sends as datagrams. Line protocol is plotted, a plot for each field.
import { h, byId, setText } from '../lib/dom.js';
import { bytes, count, duration } from '../lib/format.js';
import { Plot } from './plot.js';

const seconds = 60;

export function showTelemetry(model) {
    const last = h('p', { class: 'soft' });
    const text = h('pre', { class: 'datagram', tabindex: 0, role: 'group', 'aria-label': 'The last datagram' });
    const fields = h('div', { class: 'field-plots', tabindex: 0, role: 'group', 'aria-label': 'Fields of the datagrams' });
    const plots = new Map();
    byId('telemetry').append(last, fields, text);

    model.on('reset', () => {
        plots.clear();
        fields.replaceChildren();
    });
    model.on('tick reset', () => {
        const datagram = model.lastDatagram;
        const now = model.clock.shown;
        setText(last, datagram ? `${count(model.datagramCount)} sent; the last to ${datagram.to}, ${bytes(datagram.length)}, ${duration(Math.max(0, now - datagram.time))} ago` : 'None so far.');
        setText(text, datagram?.text.trim() ?? '');
        for (const [id, field] of model.fields) {
            if (!plots.has(id)) {
                plots.set(id, addPlot(fields, field));
            }

            const { plot, value } = plots.get(id);
            plot.draw(field.series, now);
            setText(value, count(field.series.last));
        }
    });
}

function addPlot(fields, field) {
    const plot = new Plot({ seconds, unit: count, label: `${field.key} of ${field.name}`, height: 34, floor: null });
    const value = h('strong');
    fields.append(h('div', { class: 'field-plot' }, h('p', null, h('span', { title: field.name }, field.key), value), plot.canvas));
    return { plot, value };
}
