import assert from 'node:assert/strict';
import test from 'node:test';
import { Emulator } from '../emulator/emulator.mjs';

const FLASH = 0x10000000, ROM_TABLE = 0x100, ERASE = 0x200, PROGRAM = 0x204;
const NOP = 0xbf00, BRANCH_TO_ITSELF = 0xe7fe;

/** A boot ROM of two functions and the table that leads to them. */
function makeBootRom() {
  const rom = new DataView(new ArrayBuffer(16384));
  const word = (address, value) => rom.setUint16(address, value, true);
  const code = (name) => name.charCodeAt(0) | (name.charCodeAt(1) << 8);
  word(0x14, ROM_TABLE);
  [code('RE'), ERASE, code('RP'), PROGRAM, 0].forEach((value, i) => word(ROM_TABLE + 2 * i, value));
  return new Uint32Array(rom.buffer);
}

function makeEmulator(instructions, options = {}) {
  const emulator = new Emulator({ bootRom: makeBootRom(), ...options });
  emulator.load(Uint8Array.from(instructions.flatMap((instruction) => [instruction & 255, instruction >> 8])), FLASH);
  emulator.start();
  return emulator;
}

const nops = (count) => [...new Array(count).fill(NOP), BRANCH_TO_ITSELF];

/** Runs until the core has come to an address; returns the cycles. */
function runTo(emulator, address) {
  emulator.hooks.set(address, () => emulator.pause());
  emulator.runFor(1000);
  return emulator.busy;
}

test('an instruction that is in the cache costs its cycles', () => {
  const emulator = makeEmulator(nops(100), { countsMisses: false });
  assert.equal(runTo(emulator, FLASH + 200), 102); // the pause takes effect behind the branch, which takes two
});

test('each half of a line that is fetched for the first time costs a miss', () => {
  const withMisses = makeEmulator(nops(100), { missCycles: 42 });
  const without = makeEmulator(nops(100), { countsMisses: false });
  const extra = runTo(withMisses, FLASH + 198) - runTo(without, FLASH + 198);
  assert.equal(extra, 42 * withMisses.cache.misses);
  assert.equal(withMisses.cache.misses, 50); // 100 instructions of 2 bytes, 4 bytes a miss
});

test('a branch to itself takes time, but no time of the core', () => {
  const emulator = makeEmulator(nops(10), { countsMisses: false });
  emulator.runFor(10);
  const busy = emulator.busy;
  emulator.mcu.clock.createAlarm(() => {}).schedule(5_000_000);
  emulator.runFor(5000);
  assert.ok(emulator.us >= 5000);
  assert.ok(emulator.busy - busy < 2000, `busy for ${emulator.busy - busy} cycles`);
});

test('the ROM erases and programs flash, and the cache forgets', () => {
  const emulator = makeEmulator(nops(10));
  emulator.mcu.flash.fill(0, 0x8000, 0xa000);
  callRom(emulator, ERASE, [0x8000, 0x1000]);
  emulator.mcu.sram.set([1, 2, 3]);
  callRom(emulator, PROGRAM, [0x8010, 0x20000000, 3]);
  assert.deepEqual([...emulator.mcu.flash.slice(0x800f, 0x8014)], [0xff, 1, 2, 3, 0xff]);
  assert.equal(emulator.mcu.flash[0x9000], 0);
  assert.deepEqual(emulator.flashOperations, [['erase', 0x8000, 0x1000], ['program', 0x8010, 3]]);
});

function callRom(emulator, address, parameters) {
  const { core } = emulator;
  parameters.forEach((value, i) => { core.registers[i] = value; });
  core.LR = FLASH | 1;
  core.PC = address;
  emulator.runFor(0.1);
}

test('text is read from flash and RAM without a trace in the cache', () => {
  const emulator = makeEmulator(nops(1));
  emulator.load(Buffer.from('flash\0'), FLASH + 0x1000);
  emulator.mcu.sram.set(Buffer.from('memory'));
  assert.equal(emulator.peekText(FLASH + 0x1000, -1), 'flash');
  assert.equal(emulator.peekText(0x20000000, 3), 'mem');
  assert.equal(emulator.cache.fetches, 0);
});

test('text without an end is cut off', () => {
  const emulator = makeEmulator(nops(1));
  emulator.mcu.flash.fill(0x41);
  assert.equal(emulator.peekText(FLASH, -1).length, 1000);
});

test('random bits are the same in every run, and not all alike', () => {
  const bits = () => {
    const { mcu } = makeEmulator(nops(1));
    return Array.from({ length: 64 }, () => mcu.readUint32(0x4006001c)).join('');
  };
  assert.equal(bits(), bits());
  assert.match(bits(), /^[01]+$/);
  assert.ok(bits().includes('1') && bits().includes('0'));
});
