// A Pico W with nanoFramework's firmware and a program on it, the radio, and the network behind that.
import { Emulator, FLASH } from './emulator/emulator.mjs';
import { EmulatedTime } from './emulated-time.mjs';
import { hookConsole, leaveOutDumps, nameOf, traceCalls } from './hooks.mjs';
import { Lan } from './network/lan.mjs';
import { isOn, isWanted } from './options.mjs';
import { Output } from './output.mjs';
import { ProgramConsole } from './program-console.mjs';
import { Pulses } from './pulses.mjs';
import { Cyw43 } from './radio/cyw43.mjs';

const BOOTER = 0x10000000, RUNTIME = 0x10014000, PROGRAM = 0x10154000; // where a PICO_RP2040_W has them
const SLICE_US = 2000;
const SLICES_BETWEEN_LOOKS = 500; // at Node's own work, so that Ctrl-C comes through
const TIME_TO_TELL_MS = 5;

export class Board {
  /** options: see README.md; firmware: what readFirmware has read; image: the program's bytes, or null. */
  constructor(options, firmware, image) {
    this.options = options;
    this.symbols = firmware.symbols;
    this.output = new Output({ asEvents: isWanted(options, 'events'), isQuiet: isWanted(options, 'quiet') }, () => this.ms);
    this.emulator = new Emulator({
      bootRom: firmware.bootRom,
      countsMisses: isOn(options, 'misses'),
      missCycles: Number(options.missCycles),
      log: (text) => this.output.log('chip', text),
    });
    this.emulator.load(firmware.booter, BOOTER);
    this.emulator.load(firmware.runtime, RUNTIME);
    if (image) this.emulator.load(image, PROGRAM);
    this.patch(options.patch ?? '');
    this.time = new EmulatedTime(this.emulator);
    this.console = new ProgramConsole(this.time, (line) => this.output.log('app', line));
    this.startedAt = Date.now();
    this.isDone = false;
    this.usesNode = false; // true: Node's own sockets are looked at after each slice
    hookConsole(this);
    if (!isOn(options, 'dumps')) leaveOutDumps(this);
    for (const prefix of (options.trace ?? '').split(';').filter(Boolean)) traceCalls(this, prefix);
    if (isOn(options, 'radio')) this.installRadio();
  }

  installRadio() {
    this.radio = new Cyw43(this.emulator.mcu.gpio, (ms, action) => this.time.later(ms, action), (text) => this.output.log('wifi', text));
    this.lan = new Lan(this.radio, this.time, (text) => this.output.log('net', text));
    if (!isOn(this.options, 'ntp')) this.lan.unixSecondsAtStart = null;
  }

  /** Words of flash to change: ADDRESS=WORD,... */
  patch(pairs) {
    for (const pair of pairs.split(',').filter(Boolean)) {
      const [address, value] = pair.split('=').map(Number);
      this.emulator.mcu.flashView.setUint32(address - FLASH, value, true);
    }
  }

  get ms() {
    return this.emulator.ms;
  }

  say(text) {
    this.output.say(text);
  }

  sleep(ms) {
    return this.time.sleep(ms);
  }

  /** Until there is just time enough left to say what was seen. */
  toTheEnd() {
    return this.sleep(Math.max(0, Number(this.options.seconds) * 1000 - this.ms - TIME_TO_TELL_MS));
  }

  line(pattern, limitMs) {
    return this.console.line(pattern, limitMs);
  }

  pulses(pin) {
    return new Pulses(this.emulator.mcu.gpio[pin], () => this.ms);
  }

  /** Runs until the scenario is over or its time is up. Throws what the scenario throws. */
  async run(scenario) {
    const { emulator, time } = this;
    const endUs = Number(this.options.seconds) * 1e6;
    const finish = () => {
      this.isDone = true;
      time.pause();
    };
    emulator.start();
    const work = scenario(this).finally(finish);
    work.catch(() => {}); // it is thrown below
    for (let slice = 0; !this.isDone && emulator.us < endUs; slice++) {
      await settled();
      if (this.usesNode || slice % SLICES_BETWEEN_LOOKS === 0) await new Promise((resolve) => setImmediate(resolve));
      time.ring();
      emulator.runFor(Math.max(0.1, Math.min(SLICE_US, time.nextUs - emulator.us, endUs - emulator.us)));
    }
    if (this.isDone) await work;
    this.tellEnd();
  }

  tellEnd() {
    const { core, busy, cycles } = this.emulator;
    const seconds = ((Date.now() - this.startedAt) / 1000).toFixed(0);
    const busyPercent = ((100 * busy) / cycles).toFixed(0);
    this.say(`end at ${this.ms.toFixed(1)} ms of emulated time, ${seconds} s of ours; core busy ${busyPercent} %${this.isDone ? '' : '; time was up before the scenario ended'}`);
    if (isWanted(this.options, 'where')) this.say(`pc in ${nameOf(this.symbols, core.PC)}, called from ${nameOf(this.symbols, core.LR)}`);
    if (this.radio) this.output.log('net', JSON.stringify({ ...this.radio.counts, ...this.lan.counts }));
  }
}

/** Lets scenarios that wait for each other go on: each step of a chain of awaits is a microtask. */
async function settled() {
  const STEPS = 4;
  for (let i = 0; i < STEPS; i++) await null;
}
