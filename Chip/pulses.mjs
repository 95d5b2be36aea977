// The edges of a pin, and what can be read from them.

export class Pulses {
  /** now: () => ms of emulated time. */
  constructor(pin, now) {
    this.now = now;
    this.edges = []; // { ms, high }
    this.isHigh = false;
    pin.addListener((state) => this.onState(state === 1));
  }

  onState(isHigh) {
    if (isHigh === this.isHigh) return;
    this.isHigh = isHigh;
    this.edges.push({ ms: this.now(), high: isHigh });
  }

  clear() {
    this.edges.length = 0;
  }

  /** How long the pin was high, each time. */
  widths() {
    return this.edges.slice(1).flatMap((edge, i) => (!edge.high && this.edges[i].high ? [edge.ms - this.edges[i].ms] : []));
  }

  /** From each rise to the next. */
  periods() {
    const rises = this.edges.filter((edge) => edge.high);
    return rises.slice(1).map((edge, i) => edge.ms - rises[i].ms);
  }

  /** The longest time without an edge, the one that lasts included. */
  longestGap() {
    const times = [...this.edges.map((edge) => edge.ms), this.now()];
    let longest = { gap: 0, at: 0 };
    for (let i = 1; i < times.length; i++) {
      const gap = times[i] - times[i - 1];
      if (gap > longest.gap) longest = { gap, at: times[i - 1] };
    }
    return longest;
  }
}

/** How values are spread, as text. */
export function spread(values, digits = 2) {
  if (!values.length) return 'none';
  const sorted = [...values].sort((a, b) => a - b);
  const text = (value) => value.toFixed(digits);
  return `n ${sorted.length}, min ${text(sorted[0])}, median ${text(sorted[sorted.length >> 1])}, max ${text(sorted[sorted.length - 1])}`;
}
