// An RP2040 on rp2040js, with what that package lacks: the boot ROM's flash functions, a flash behind the SSI, what a miss of the flash's cache costs,
// PIO in time with the core, and a count of cycles.
import { Simulator } from 'rp2040js';
import { FlashCache } from './cache.mjs';
import { installFlash } from './flash-controller.mjs';
import { PioInTime } from './pio.mjs';
import { romFunctions } from './rom-functions.mjs';

export const FLASH = 0x10000000;
const ROM_END = 0x4000;
const RAM = 0x20000000, RAM_END = 0x20042000;
const CYCLES_PER_US = 125;
const NS_PER_CYCLE = 1000 / CYCLES_PER_US;
const SHORTEST_SKIP_NS = 100;
const WAITING_STEP_NS = 1000; // while the core sleeps and no alarm is set
const LONGEST_TEXT = 1000;

export class Emulator {
  /**
   * bootRom: Uint32Array of the B1 boot ROM.
   * countsMisses: whether a fetch that misses the cache costs anything.
   * missCycles: what it costs, in cycles of the core.
   * fillsHalves: true if a miss fills 32 bits of a line, false if it fills the line.
   * log: (text) => void, told of what rp2040js does not know, once each.
   */
  constructor({ bootRom, countsMisses = true, missCycles = 42, fillsHalves = true, log = () => {} }) {
    this.simulator = new Simulator();
    this.mcu = this.simulator.rp2040;
    this.mcu.logger = new UnknownThings(log);
    this.mcu.loadBootrom(bootRom);
    this.clock = this.simulator.clock;
    this.core = this.mcu.core;

    this.cycles = 0; // executed and waited
    this.busy = 0; // executed, waits for the flash included; without what skipIdling skips
    this.isPaused = false;

    this.countsMisses = countsMisses;
    this.missCycles = missCycles;
    this.cache = new FlashCache(fillsHalves);
    this.hooks = new Map(); // address in flash or RAM -> function, called before the instruction
    this.flashOperations = [];
    this.romHooks = romFunctions(this, bootRom);
    this.installReads();
    this.installRandomBit();
    this.installMailbox();
    installFlash(this);
    this.pios = this.mcu.pio.map((pio) => new PioInTime(pio));
  }

  get us() {
    return this.cycles / CYCLES_PER_US;
  }

  get ms() {
    return this.us / 1000;
  }

  load(bytes, address) {
    this.mcu.flash.set(bytes, address - FLASH);
  }

  start() {
    this.core.PC = FLASH;
  }

  /** Ends runFor. */
  pause() {
    this.isPaused = true;
  }

  /** Runs until so many microseconds have passed, or somebody calls pause. */
  runFor(us) {
    const { core, clock, cache, pios: [pio0, pio1] } = this;
    const end = this.cycles + us * CYCLES_PER_US;
    this.isPaused = false;
    while (this.cycles < end && !this.isPaused) {
      if (core.waiting) {
        this.sleep(end);
        continue;
      }
      const pc = core.PC & ~1;
      if (this.runHook(pc)) continue;
      const missesBefore = cache.misses;
      const cost = core.executeInstruction() + (cache.misses - missesBefore) * this.missCycles;
      this.cycles += cost;
      this.busy += cost;
      clock.tick(cost * NS_PER_CYCLE);
      pio0.step(cost);
      pio1.step(cost);
      if (core.PC === pc && !core.interruptsUpdated) this.skipIdling(end);
    }
  }

  /** True if a hook has led the core elsewhere. */
  runHook(pc) {
    const hook = pc < ROM_END ? this.romHooks.get(pc) : this.hooks.get(pc);
    if (!hook) return false;
    hook();
    return (this.core.PC & ~1) !== pc;
  }

  /** The core waits for an interrupt: on to the next alarm, but not beyond the end. */
  sleep(end) {
    const { core, clock } = this;
    const next = clock.nanosToNextAlarm;
    const isAlarm = next > 0 && isFinite(next);
    const ns = Math.min(isAlarm ? next : WAITING_STEP_NS, Math.ceil((end - this.cycles) * NS_PER_CYCLE));
    clock.tick(ns);
    this.cycles += ns / NS_PER_CYCLE;
    if (!isAlarm && core.interruptsUpdated && core.checkForInterrupts()) core.waiting = false;
  }

  /** A branch to itself: ChibiOS's idle thread, which does not sleep on this firmware. On to the next alarm, at no cost of ours. */
  skipIdling(end) {
    if (!this.pios.every((pio) => pio.isAsleep)) return;
    const next = this.clock.nanosToNextAlarm;
    const left = (end - this.cycles) * NS_PER_CYCLE;
    const ns = Math.floor(Math.min(next > 0 && isFinite(next) ? next : 0, left));
    if (ns < SHORTEST_SKIP_NS) return;
    this.clock.tick(ns);
    this.cycles += ns / NS_PER_CYCLE;
  }

  /** Reads flash or RAM without a trace in the cache. */
  peek8(address) {
    const place = address >>> 0;
    return place >= RAM ? this.mcu.sram[place - RAM] ?? 0 : this.mcu.flash[place & 0xffffff] ?? 0;
  }

  peek16(address) {
    return this.peek8(address) | (this.peek8(address + 1) << 8);
  }

  peek32(address) {
    return (this.peek16(address) | (this.peek16(address + 2) << 16)) >>> 0;
  }

  /** Reads so many characters, or with -1 those before a 0: at most LONGEST_TEXT, for the address may be of no text at all. */
  peekText(address, length) {
    let text = '';
    const end = length < 0 ? LONGEST_TEXT : length;
    for (let i = 0; i < end; i++) {
      const character = this.peek8((address >>> 0) + i);
      if (length < 0 && character === 0) break;
      text += String.fromCharCode(character);
    }
    return text;
  }

  /** All reads of flash go by the cache, but for those of its uncached aliases. What is in the way of most reads is kept short: it decides how fast all this is. */
  installReads() {
    const { mcu, cache } = this;
    const { flash, flashView, sram, sramView } = mcu;
    const reader = (fromFlash, fromRam, elsewhere) => (at) => {
      const address = at >>> 0;
      if (address >= RAM && address < RAM_END) return fromRam(address - RAM);
      const region = address >>> 24;
      if (region === 0x10 && this.countsMisses) cache.fetch(address & 0xffffff);
      return region >= 0x10 && region < 0x14 ? fromFlash(address & 0xffffff) : elsewhere(address);
    };
    mcu.readUint8 = reader((at) => flash[at], (at) => sram[at], mcu.readUint8.bind(mcu));
    mcu.readUint16 = reader((at) => flashView.getUint16(at, true), (at) => sramView.getUint16(at, true), mcu.readUint16.bind(mcu));
    mcu.readUint32 = reader((at) => flashView.getUint32(at, true), (at) => sramView.getUint32(at, true), mcu.readUint32.bind(mcu));
  }

  /** Clears of the mailbox between the cores: of those there is one, and nothing in it; rp2040js complains of them on the console. */
  installMailbox() {
    const FIFO_STATUS = 0x50;
    const { sio } = this.mcu;
    const write = sio.writeUint32.bind(sio);
    sio.writeUint32 = (offset, value) => {
      if (offset !== FIFO_STATUS) write(offset, value);
    };
  }

  /** The ring oscillator's random bit, from which the firmware makes its random numbers; rp2040js has it constant. The same ones in every run. */
  installRandomBit() {
    const ROSC = 0x40060, RANDOM_BIT = 0x1c;
    const oscillator = this.mcu.peripherals[ROSC];
    const read = oscillator.readUint32.bind(oscillator);
    let state = 0x2545f491; // xorshift
    oscillator.readUint32 = (offset) => {
      if (offset !== RANDOM_BIT) return read(offset);
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 1;
    };
  }
}

/** rp2040js's logger, for what it takes for an error. */
class UnknownThings {
  constructor(log) {
    this.log = log;
    this.told = new Set();
  }

  debug() {}

  info() {}

  warn() {}

  error(component, message) {
    const text = `${component}: ${message}`;
    if (this.told.has(text)) return;
    this.told.add(text);
    this.log(text);
  }
}
