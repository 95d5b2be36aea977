// A value over time. Bounded: the older half goes when it is full.
const capacity = 1 << 14;

export class Series {
    constructor() {
        this.points = [];
    }

    add(time, value) {
        if (this.points.length === capacity) {
            this.points.splice(0, capacity / 2);
        }

        this.points.push({ time, value });
    }

    get last() {
        return this.points.at(-1)?.value;
    }

    /** The points from a time on, and the one before it. */
    since(time) {
        let index = this.points.length;
        while (index > 0 && this.points[index - 1].time >= time) {
            index--;
        }

        return this.points.slice(Math.max(0, index - 1));
    }
}
