// The board's time between two events that tell it. Drawing is a little behind it, so that what is drawn has come in.
const behind = 70000;
const here = () => performance.now() * 1000;

export class Clock {
    constructor() {
        this.reset();
    }

    reset() {
        this.told = 0;
        this.toldAt = here();
        this.rate = 1;
        this.isStopped = false;
    }

    /** The board has told its time. Its seconds may be longer or shorter than ours. */
    tell(time) {
        const now = here();
        const elapsed = now - this.toldAt;
        if (elapsed > 100000) {
            const rate = (time - this.told) / elapsed;
            this.rate = rate < 0 || Math.abs(rate - 1) < 0.3 ? 1 : rate;
        }

        this.told = Math.max(time, Math.abs(this.now - time) < 100000 ? this.now : time);
        this.toldAt = now;
    }

    stop() {
        this.told = this.now;
        this.isStopped = true;
    }

    go() {
        this.toldAt = here();
        this.isStopped = false;
    }

    get now() {
        return this.isStopped ? this.told : this.told + ((here() - this.toldAt) * this.rate);
    }

    /** What is drawn now. */
    get shown() {
        return Math.max(0, this.now - (this.isStopped ? 0 : behind * Math.max(1, this.rate)));
    }
}
