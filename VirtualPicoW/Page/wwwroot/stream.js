// The stream of events, from where it was interrupted on. It rests while nobody looks at the page, and comes back by itself when the board is started again.
const types = ['board', 'power', 'pins', 'wifi', 'sockets', 'tasks', 'memory', 'settings', 'world', 'time', 'edges', 'lines', 'datagrams', 'loop', 'held', 'gap'];
const pauseMs = 700;

export class Stream {
    /** take is called with the type and the data of each event; tell with true or false when the connection comes or goes. */
    constructor(take, tell) {
        this.take = take;
        this.tell = tell;
        document.addEventListener('visibilitychange', () => document.hidden ? this.close() : this.open());
        addEventListener('pagehide', () => this.close());
        addEventListener('pageshow', () => this.open());
        this.open();
    }

    open() {
        clearTimeout(this.timer);
        if (this.source || document.hidden) {
            return;
        }

        this.source = new EventSource(this.last ? `events?from=${encodeURIComponent(this.last)}` : 'events');
        this.source.addEventListener('open', () => this.tell(true));
        this.source.addEventListener('error', () => {
            this.close();
            this.tell(false);
            this.timer = setTimeout(() => this.open(), pauseMs);
        });
        for (const type of types) {
            this.source.addEventListener(type, event => {
                this.last = event.lastEventId || this.last;
                this.take(type, JSON.parse(event.data));
            });
        }
    }

    close() {
        clearTimeout(this.timer);
        this.source?.close();
        this.source = null;
    }
}
