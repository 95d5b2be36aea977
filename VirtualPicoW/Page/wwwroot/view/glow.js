// How bright an LED looks. The eye holds on to light for some hundredths of a second: a flash of 5 ms is seen, and one that is switched fast looks dim.
const heldUs = 35000;
const longestUs = 500000;

export class Glow {
    constructor(edges) {
        this.edges = edges;
        this.level = 0;
        this.time = null;
    }

    /** The brightness at a time, from 0 to 1. */
    at(time) {
        if (this.time === null || time < this.time || time - this.time > longestUs) {
            this.time = Math.max(0, time - longestUs);
            this.level = 0;
        }

        const edges = this.edges;
        let index = edges.indexAt(this.time);
        while (this.time < time) {
            const next = index + 1 < edges.count ? Math.min(edges.times[index + 1], time) : time;
            const target = edges.isHighAfter(index) ? 1 : 0;
            this.level = target + ((this.level - target) * Math.exp((this.time - next) / heldUs));
            this.time = next;
            index++;
        }

        // Half the light does not look half as bright.
        return this.level ** 0.42;
    }
}
