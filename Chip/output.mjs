// What is told: lines for people, or with --events 1 one JSON object a line for programs.

export class Output {
  /** now: () => ms of emulated time; write: (line) => void. */
  constructor({ asEvents = false, isQuiet = false }, now, write = console.log) {
    this.asEvents = asEvents;
    this.isQuiet = isQuiet;
    this.now = now;
    this.write = write;
  }

  /** What happened on the board. */
  log(source, text) {
    if (this.isQuiet && !this.asEvents) return;
    this.tell(source, text);
  }

  /** What a scenario found. */
  say(text) {
    this.tell('*', text);
  }

  tell(source, text) {
    if (this.asEvents) this.write(JSON.stringify({ ms: this.now(), source, text }));
    else this.write(`${this.now().toFixed(3).padStart(11)} ${source.padEnd(6)} ${text}`);
  }
}
