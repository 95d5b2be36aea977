// What the page knows of the board. Views ask to be called, once a frame at most, when something has changed.
import { Clock } from './lib/clock.js';
import { Edges } from './lib/edges.js';
import { Series } from './lib/series.js';
import { parseLine } from './lib/lineprotocol.js';

const pinCount = 30;
const maxLines = 20000;
const maxPinLines = 4000;
const maxFields = 40;

export class Model {
    constructor() {
        this.clock = new Clock();
        this.views = [];
        this.changed = new Set();
        this.isConnected = false;
        this.reset();
    }

    /** Another run: nothing of the old one counts. */
    reset() {
        this.clock.reset();
        this.board = { firmware: '', commands: [], memoryBytes: 0 };
        this.power = { on: true };
        this.pins = [];
        this.wifi = { link: 'down' };
        this.sockets = { limit: 4, sockets: [] };
        this.tasks = { state: 'absent', tree: '' };
        this.memory = {};
        this.settings = [];
        this.world = null;
        this.edges = Array.from({ length: pinCount }, () => new Edges());
        this.lines = [];
        this.pinLines = [];
        this.lineCount = 0;
        this.datagramCount = 0;
        this.lastDatagram = null;
        this.fields = new Map();
        this.late = new Series();
        this.turns = new Series();
        this.longest = new Series();
        this.held = new Series();
        this.missed = 0;
    }

    /** Calls a view when one of the topics has changed. */
    on(topics, view) {
        this.views.push({ topics: topics.split(' '), view });
    }

    /** Calls the views; once a frame. */
    refresh() {
        if (this.changed.size > 0) {
            const changed = this.changed;
            this.changed = new Set();
            for (const { topics, view } of this.views) {
                if (topics.some(topic => changed.has(topic))) {
                    view();
                }
            }
        }
    }

    connect(isConnected) {
        this.isConnected = isConnected;
        if (isConnected && this.power.on) {
            this.clock.go();
        } else {
            this.clock.stop();
        }

        this.changed.add('power');
    }

    take(type, data) {
        this.changed.add(type);
        this[`take_${type}`](data);
    }

    pin(number) {
        return this.pins.find(pin => pin.number === number);
    }

    take_board(data) {
        this.reset();
        this.board = data;
        for (const type of ['power', 'pins', 'wifi', 'sockets', 'tasks', 'memory', 'settings', 'world', 'edges', 'lines', 'datagrams', 'loop', 'held', 'reset']) {
            this.changed.add(type);
        }
    }

    take_power(data) {
        this.power = data;
        if (!data.on) {
            this.clock.stop();
        }
    }

    take_pins(data) {
        this.pins = data.pins;
    }

    take_wifi(data) {
        this.wifi = data;
    }

    take_sockets(data) {
        this.sockets = data;
    }

    take_tasks(data) {
        this.tasks = data;
    }

    take_memory(data) {
        this.memory = data;
    }

    take_settings(data) {
        this.settings = data.settings;
    }

    take_world(data) {
        this.world = data;
        if (data.simulated) {
            this.clock.follow(data.factor);
            this.clock.hold(data.paused);
        }
    }

    take_time(data) {
        if (this.power.on) {
            this.clock.tell(data.time);
        }
    }

    take_edges(data) {
        for (const [time, pin, level] of data.events) {
            this.edges[pin].add(time, level === 1);
            this.pinLines.push({ number: this.lineCount++, time, source: `GP${pin}`, text: level === 1 ? 'high' : 'low' });
        }

        if (this.pinLines.length > maxPinLines * 2) {
            this.pinLines.splice(0, this.pinLines.length - maxPinLines);
        }
    }

    take_lines(data) {
        for (const [time, source, text] of data.events) {
            this.lines.push({ number: this.lineCount++, time, source, text });
        }

        if (this.lines.length > maxLines) {
            this.lines.splice(0, this.lines.length - maxLines);
        }
    }

    take_datagrams(data) {
        for (const [time, to, length, text] of data.events) {
            this.datagramCount++;
            this.lastDatagram = { time, to, length, text };
            for (const line of text.split('\n').map(parseLine).filter(parsed => parsed !== null)) {
                for (const [key, value] of line.values) {
                    this.addField(`${line.name} ${key}`, key, line.name, time, value);
                }
            }
        }
    }

    addField(id, key, name, time, value) {
        if (!this.fields.has(id) && this.fields.size < maxFields) {
            this.fields.set(id, { key, name, series: new Series() });
        }

        this.fields.get(id)?.series.add(time, value);
    }

    take_loop(data) {
        for (const [time, late, turns, longest] of data.events) {
            this.late.add(time, late);
            if (turns !== null) {
                this.turns.add(time, turns);
            }

            if (longest !== null) {
                this.longest.add(time, longest);
            }
        }
    }

    take_held(data) {
        for (const [time, held] of data.events) {
            this.held.add(time, held);
        }
    }

    take_gap(data) {
        this.missed += data.missed;
    }
}
