// The board's time between two events that tell it. Drawing is a little behind it, so that what is drawn has come in.
const behind = 70000;
const slack = 100000;
const measuredFor = 200000;
const here = () => performance.now() * 1000;

export class Clock {
    constructor() {
        this.reset();
    }

    reset() {
        this.told = 0;
        this.toldAt = here();
        this.factor = 1;
        this.rate = 1;
        this.mark = null;
        this.isStopped = false;
        this.isHeld = false;
    }

    /** So many of the board's seconds pass in one of ours; 0 if nobody knows: then it is measured. */
    follow(factor) {
        if (this.factor !== factor) {
            this.factor = factor;
            this.rate = factor || this.rate;
            this.mark = null;
        }
    }

    /** Time stands still, or goes on. */
    hold(isHeld) {
        if (this.isHeld !== isHeld) {
            this.isHeld = isHeld;
            this.toldAt = here();
            this.mark = null;
        }
    }

    /** The board has told its time. */
    tell(time) {
        const now = here();
        if (this.factor === 0 && !this.isHeld) {
            this.measure(time, now);
        }

        // A little too far ahead is no reason to go back, unless time stands still.
        const isNear = Math.abs(this.now - time) < slack * Math.max(1, this.rate);
        this.told = isNear && !this.isHeld ? Math.max(time, this.now) : time;
        this.toldAt = now;
    }

    measure(time, now) {
        if (this.mark === null) {
            this.mark = { time, now };
        } else if (now - this.mark.now > measuredFor) {
            this.rate = Math.max(0, (time - this.mark.time) / (now - this.mark.now));
            this.mark = { time, now };
        }
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
        return this.isStopped || this.isHeld ? this.told : this.told + ((here() - this.toldAt) * this.rate);
    }

    /** What is drawn now. */
    get shown() {
        return Math.max(0, this.now - (this.isStopped || this.isHeld ? 0 : behind * Math.max(1, this.rate)));
    }
}
