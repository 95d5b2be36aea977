// The changes of level of one pin, in order of time. Bounded: when it is full, the older half goes.
const capacity = 1 << 18;

export class Edges {
    constructor() {
        this.times = new Float64Array(256);
        this.count = 0;
        this.total = 0;
        this.firstIsHigh = true;
    }

    /** Levels alternate, so that only the first one is kept. */
    add(time, high) {
        if (this.count > 0 && this.isHighAfter(this.count - 1) === high) {
            return;
        }

        if (this.count === capacity) {
            this.times.copyWithin(0, capacity / 2);
            this.count = capacity / 2;
        } else if (this.count === this.times.length) {
            const larger = new Float64Array(this.times.length * 2);
            larger.set(this.times);
            this.times = larger;
        }

        if (this.count === 0) {
            this.firstIsHigh = high;
        }

        this.times[this.count++] = time;
        this.total++;
    }

    isHighAfter(index) {
        return index < 0 ? !this.firstIsHigh && this.count > 0 : (index % 2 === 0) === this.firstIsHigh;
    }

    /** The index of the last edge at or before a time; -1 if there is none. */
    indexAt(time) {
        let low = 0;
        let high = this.count;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.times[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }

        return low - 1;
    }

    isHighAt(time) {
        return this.isHighAfter(this.indexAt(time));
    }

    countBetween(from, to) {
        return this.indexAt(to) - this.indexAt(from);
    }
}
