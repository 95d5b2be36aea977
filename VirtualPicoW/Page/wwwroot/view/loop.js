// How the loop does: how late it comes to what is due, how many turns it runs, and the longest of them.
import { h, byId, setText } from '../lib/dom.js';
import { count, duration } from '../lib/format.js';
import { Plot } from './plot.js';

const seconds = 30;

export function showLoop(model) {
    const figures = [['now', 'late now'], ['worst', `latest in ${seconds} s`], ['turns', 'turns a second'], ['longest', `longest turn in ${seconds} s`]]
        .map(([id, name]) => ({ name, value: h('strong', null, '\u2013'), box: h('p', { hidden: id === 'turns' || id === 'longest' }) }));
    const plot = new Plot({ seconds, unit: duration, label: 'Lateness of the event loop', floor: 1000, height: 72 });
    const timeless = h('p', { class: 'soft', hidden: true }, 'In simulated time code takes none: the loop is never late.');
    const axis = h('p', { class: 'axis' }, h('span', null, `${seconds} s ago`), h('span', null, 'lateness'), h('span', null, 'now'));
    const shown = h('div', null,
        h('div', { class: 'figures' }, figures.map(figure => {
            figure.box.append(figure.value, h('span', null, figure.name));
            return figure.box;
        })),
        plot.canvas,
        axis);
    byId('loop').append(timeless, shown);
    model.on('world reset', () => {
        timeless.hidden = !model.world?.simulated;
        shown.hidden = !timeless.hidden;
    });

    model.on('tick reset', () => {
        const now = model.clock.shown;
        const worst = plot.draw(model.late, now);
        const longest = model.longest.since(now - (seconds * 1e6)).reduce((top, point) => Math.max(top, point.value), 0);
        const recentTurns = model.turns.since(now - 1e6);
        const texts = [
            model.late.last === undefined ? '\u2013' : duration(model.late.last),
            model.late.last === undefined ? '\u2013' : duration(worst),
            recentTurns.length === 0 ? '\u2013' : count(recentTurns.reduce((sum, point) => sum + point.value, 0) / recentTurns.length),
            model.longest.last === undefined ? '\u2013' : duration(longest),
        ];
        figures.forEach((figure, index) => {
            setText(figure.value, texts[index]);
            figure.box.hidden = index > 1 && texts[index] === '\u2013';
        });
    });
}
