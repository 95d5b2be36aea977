// The tasks as a tree of awaits: who runs, who waits for what, and since when.
import { h, byId, fit, setAttribute, setText } from '../lib/dom.js';
import { duration } from '../lib/format.js';
import { parseTasks } from '../lib/tasktree.js';

const reasons = {
    absent: 'The program does not use AsyncCore, or has not begun to.',
    idle: 'No loop runs.',
};

export function showTasks(model) {
    const hog = h('p', { class: 'hog', role: 'status' });
    const empty = h('p', { class: 'soft' });
    const list = h('ol', { class: 'task-list', tabindex: 0, 'aria-label': 'Tasks, those that are awaited below those that await them' });
    const waits = new Map();
    byId('tasks').append(hog, empty, list);

    const update = () => {
        const tasks = parseTasks(model.tasks.tree ?? '');
        const isShown = tasks.length > 0 && !reasons[model.tasks.state];
        setText(empty, reasons[model.tasks.state] ?? (isShown ? '' : 'The loop has not told its tasks yet.'));
        setText(hog, model.tasks.hog ? `Holds up all others: ${model.tasks.hog}` : model.tasks.state === 'held' ? 'The loop does not answer.' : '');
        const rows = fit(list, isShown ? tasks.length : 0, makeRow);
        const seen = new Set();
        for (let i = 0; i < rows.length; i++) {
            const id = `${tasks[i].depth} ${tasks[i].name} ${tasks.slice(0, i).filter(other => other.name === tasks[i].name).length}`;
            seen.add(id);
            showRow(rows[i], tasks[i], since(id, tasks[i]), model.tasks.hog?.startsWith(`${tasks[i].name} `));
        }

        for (const id of waits.keys()) {
            if (!seen.has(id)) {
                waits.delete(id);
            }
        }
    };
    model.on('tasks reset', update);

    /** For how long a task has waited for the same; a sleep says itself how long it lasts. */
    function since(id, task) {
        const what = `${task.verb} ${task.what} ${task.chain}`.replace(/\d+ ms/g, '');
        const now = model.clock.now;
        const wait = waits.get(id);
        if (wait?.what !== what || wait.at > now) {
            waits.set(id, { what, at: now });
            return 0;
        }

        return now - wait.at;
    }
}

const makeRow = () => h('li', null, h('span', { class: 'task-name' }), h('span', { class: 'chip' }), h('span', { class: 'what' }), h('span', { class: 'since' }), h('span', { class: 'chain' }));

function showRow(row, task, since, isHog) {
    const [name, chip, what, sinceText, chain] = row.children;
    row.style.setProperty('--depth', task.depth);
    row.id = `task-${task.number}`;
    setAttribute(row, 'data-hog', isHog ? 'yes' : null);
    setAttribute(chip, 'data-verb', isHog ? 'holds' : task.verb.split(' ')[0]);
    setText(name, task.name);
    setText(chip, isHog ? 'holds the loop' : task.verb.startsWith('is about') ? 'hears of its cancellation' : task.verb);
    setText(what, task.what);
    setText(sinceText, task.verb === 'waits for' && since > 1e6 ? `for ${duration(Math.floor(since / 1e6) * 1e6)}` : '');
    setText(chain, task.chain ? `in ${task.chain}` : '');
}
