// Alarms in emulated time.

export class EmulatedTime {
  constructor(emulator) {
    this.emulator = emulator;
    this.alarms = []; // { us, action }, the next one first
  }

  get us() {
    return this.emulator.us;
  }

  /** When the next alarm is. */
  get nextUs() {
    return this.alarms[0]?.us ?? Infinity;
  }

  /** Calls something in so many milliseconds. */
  later(ms, action) {
    const us = this.us + ms * 1000;
    let place = this.alarms.length;
    while (place > 0 && this.alarms[place - 1].us > us) place--;
    this.alarms.splice(place, 0, { us, action });
    this.pause();
  }

  sleep(ms) {
    return new Promise((resolve) => this.later(ms, resolve));
  }

  /** Lets what waits in JavaScript go on before the emulator does. */
  pause() {
    this.emulator.pause();
  }

  /** Calls what is due. */
  ring() {
    const ROUNDING_US = 0.01;
    while (this.nextUs <= this.us + ROUNDING_US) this.alarms.shift().action();
  }
}
