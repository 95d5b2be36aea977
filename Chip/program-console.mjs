// What the program prints, line by line, and who waits for a line.

const RUNTIME_IS_READY = /^Ready\./; // before it the runtime lists its assemblies, which is left out

export class ProgramConsole {
  constructor(time, onLine) {
    this.time = time;
    this.onLine = onLine;
    this.lines = [];
    this.waiters = []; // { pattern, resolve }
    this.partial = '';
    this.isProgram = false;
  }

  print(text) {
    const parts = (this.partial + text).split('\n');
    this.partial = parts.pop();
    for (const part of parts) this.add(part.replace('\r', ''));
  }

  add(line) {
    this.lines.push(line);
    if (this.isProgram) this.onLine(line);
    this.isProgram ||= RUNTIME_IS_READY.test(line.trim());
    const told = this.waiters.filter((waiter) => waiter.pattern.test(line));
    this.waiters = this.waiters.filter((waiter) => !told.includes(waiter));
    for (const { resolve } of told) resolve(line);
    if (told.length) this.time.pause();
  }

  /** Resolves with the next line that matches, or with null after some milliseconds. */
  line(pattern, limitMs = Infinity) {
    return new Promise((resolve) => {
      const waiter = { pattern, resolve };
      this.waiters.push(waiter);
      if (limitMs === Infinity) return;
      this.time.later(limitMs, () => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        resolve(null);
      });
    });
  }
}
