// The cache of the flash (XIP): 16 KB, two ways, lines of 8 bytes. It holds no bytes: it only tells which fetches would have had to wait for the flash.

const SETS = 1024;
const WHOLE_LINE = 3; // both halves of it

export class FlashCache {
  /** fillsHalves: true if a miss fills 32 bits of a line, false if it fills the line. */
  constructor(fillsHalves = true) {
    this.fillsHalves = fillsHalves;
    this.tags = [new Int32Array(SETS), new Int32Array(SETS)];
    this.halves = [new Uint8Array(SETS), new Uint8Array(SETS)]; // which halves of a line are there
    this.lastUsed = new Uint8Array(SETS); // the way that was used last
    this.fetches = 0;
    this.misses = 0;
    this.invalidate();
  }

  invalidate() {
    for (const tags of this.tags) tags.fill(-1);
  }

  /** A fetch of up to four bytes at an offset in the flash. */
  fetch(offset) {
    const line = offset >>> 3;
    const set = line & (SETS - 1);
    const half = this.fillsHalves ? 1 << ((offset >>> 2) & 1) : WHOLE_LINE;
    const [tags0, tags1] = this.tags;
    this.fetches++;
    if (tags0[set] === line || tags1[set] === line) {
      const way = tags0[set] === line ? 0 : 1;
      const halves = this.halves[way];
      this.lastUsed[set] = way;
      if (!(halves[set] & half)) {
        halves[set] |= half;
        this.misses++;
      }
      return;
    }
    const way = 1 - this.lastUsed[set];
    this.tags[way][set] = line;
    this.halves[way][set] = half;
    this.lastUsed[set] = way;
    this.misses++;
  }
}
