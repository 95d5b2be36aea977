// Where the time goes between two edges of a pin: which managed methods are called, and when the runtime waits.
import { find } from '../hooks.mjs';
import { spread } from '../pulses.mjs';

// Offsets in the runtime's own structures, as they are in nf-interpreter of July 2026.
const ASSEMBLY_OF_METHOD = 4, TARGET_OF_METHOD = 8; // CLR_RT_MethodDef_Instance
const HEADER_OF_ASSEMBLY = 0x14, NAME_OF_ASSEMBLY = 0x18; // CLR_RT_Assembly
const TABLES = 40, STRINGS = 44; // CLR_RECORD_ASSEMBLY: start of the tables

/** --pin; --pulses: how many to list, after --skip. */
export async function timeline(board) {
  const { pin = 15, pulses = 2, skip = 3 } = board.options;
  const pulse = new ObservedPulse(board, Number(skip), Number(pulses));
  board.emulator.mcu.gpio[Number(pin)].addListener((state) => (state === 1 ? pulse.rise() : pulse.fall()));
  watchCalls(board, (name) => pulse.call(name));
  watchWaits(board, (ms) => pulse.beginWait(ms), () => pulse.endWait());
  await board.toTheEnd();
  board.say('from the rise to the first wait: ' + spread(pulse.beforeWaits));
  board.say('in waits until the fall: ' + spread(pulse.inWaits));
  board.say('from the end of the last wait to the fall: ' + spread(pulse.behindWaits));
}

class ObservedPulse {
  constructor(board, skip, most) {
    this.board = board;
    this.skip = skip;
    this.most = most;
    this.count = 0;
    this.isHigh = false;
    this.beforeWaits = [];
    this.inWaits = [];
    this.behindWaits = [];
  }

  get isListed() {
    return this.isHigh && this.count > this.skip && this.count <= this.skip + this.most;
  }

  rise() {
    this.isHigh = true;
    this.count++;
    this.riseMs = this.lastMs = this.board.ms;
    this.firstWaitMs = null;
    this.waitedMs = 0;
    if (this.isListed) this.board.say('rise');
  }

  fall() {
    if (!this.isHigh) return;
    if (this.isListed) this.board.say(`fall, ${(this.board.ms - this.riseMs).toFixed(3)} ms after the rise`);
    this.isHigh = false;
    if (this.firstWaitMs === null || this.count <= this.skip) return;
    this.beforeWaits.push(this.firstWaitMs - this.riseMs);
    this.inWaits.push(this.waitedMs);
    this.behindWaits.push(this.board.ms - this.waitEndMs);
  }

  call(name) {
    if (!this.isListed) return;
    this.board.say(`  +${((this.board.ms - this.lastMs) * 1000).toFixed(0).padStart(5)} us  ${name}`);
    this.lastMs = this.board.ms;
  }

  beginWait(ms) {
    this.waitStartMs = this.board.ms;
    this.firstWaitMs ??= this.board.ms;
    this.call(`wait ${ms} ms`);
  }

  endWait() {
    this.waitEndMs = this.board.ms;
    this.waitedMs += this.waitEndMs - this.waitStartMs;
    this.call('waited');
  }
}

/** Every managed method that is called and not inlined. */
function watchCalls({ emulator, symbols }, onCall) {
  const names = new Map(); // by the method's record
  const read = (address) => emulator.peek32(address);
  const nameOf = (method) => {
    const target = read(method + TARGET_OF_METHOD);
    if (!names.has(target)) {
      const assembly = read(method + ASSEMBLY_OF_METHOD);
      const header = read(assembly + HEADER_OF_ASSEMBLY);
      const strings = header + read(header + TABLES + STRINGS);
      names.set(target, emulator.peekText(read(assembly + NAME_OF_ASSEMBLY), -1) + '!' + emulator.peekText(strings + emulator.peek16(target), -1));
    }
    return names.get(target);
  };
  emulator.hooks.set(find(symbols, 'CLR_RT_StackFrame::Push('), () => onCall(nameOf(emulator.core.registers[1])));
}

function watchWaits({ emulator, symbols }, onBegin, onEnd) {
  emulator.hooks.set(find(symbols, 'Events_WaitForEvents'), () => {
    onBegin(emulator.core.registers[2] >>> 0);
    emulator.hooks.set(emulator.core.LR & ~1, onEnd);
  });
}
