import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { EmulatedTime } from '../emulated-time.mjs';
import { MissingFile, parseSymbols, readFirmware } from '../firmware.mjs';
import { parseOptions } from '../options.mjs';
import { Output } from '../output.mjs';
import { ProgramConsole } from '../program-console.mjs';
import { Pulses, spread } from '../pulses.mjs';
import { microseconds } from '../scenarios/operations.mjs';

function makeTime() {
  const emulator = { us: 0, pause: () => {} };
  return { emulator, time: new EmulatedTime(emulator) };
}

test('alarms ring in the order of their times, each once', () => {
  const { emulator, time } = makeTime();
  const rung = [];
  for (const ms of [3, 1, 2, 1]) time.later(ms, () => rung.push(ms));
  emulator.us = 2000;
  time.ring();
  assert.deepEqual(rung, [1, 1, 2]);
  assert.equal(time.nextUs, 3000);
});

test('what the program prints is told line by line, from when the runtime is ready', () => {
  const lines = [];
  const told = new ProgramConsole(makeTime().time, (line) => lines.push(line));
  told.print('mscorlib v1\r\nReady.\r\nhel');
  told.print('lo\nwor');
  told.print('ld\n');
  assert.deepEqual(lines, ['hello', 'world']);
});

test('who waits for a line gets the first that matches, or null in the end', async () => {
  const { emulator, time } = makeTime();
  const told = new ProgramConsole(time, () => {});
  const found = told.line(/listening/);
  const missed = told.line(/never/, 10);
  told.print('joined\nlistening on 1\nlistening on 2\n');
  assert.equal(await found, 'listening on 1');
  emulator.us = 10_000;
  time.ring();
  assert.equal(await missed, null);
});

test('pulses tell how long they were, how far apart, and the longest gap', () => {
  let now = 0;
  let listener;
  const pulses = new Pulses({ addListener: (each) => { listener = each; } }, () => now);
  for (const [ms, state] of [[10, 1], [15, 0], [20, 0], [110, 1], [117, 0]]) {
    now = ms;
    listener(state);
  }
  now = 120;
  assert.deepEqual(pulses.widths(), [5, 7]);
  assert.deepEqual(pulses.periods(), [100]);
  assert.deepEqual(pulses.longestGap(), { gap: 95, at: 15 });
  assert.equal(spread(pulses.widths(), 0), 'n 2, min 5, median 7, max 7');
  assert.equal(spread([]), 'none');
});

test('what is done once does not count in what one operation takes', () => {
  const once = 7;
  assert.equal(microseconds([100, 100 + once + 200, 100 + 2 * once + 800], 100), 2000);
});

test('lines are for people, and objects for programs', () => {
  const lines = [];
  const write = (line) => lines.push(line);
  new Output({}, () => 12.3456, write).log('app', 'hello');
  new Output({ isQuiet: true }, () => 1, write).log('app', 'hello');
  new Output({ asEvents: true }, () => 12.5, write).log('GP15', 'high');
  assert.deepEqual(lines, ['     12.346 app    hello', '{"ms":12.5,"source":"GP15","text":"high"}']);
});

test('options are pairs, and a folder with firmware is needed', () => {
  assert.equal(parseOptions(['--firmware', 'f', '--seconds', '2.5']).seconds, '2.5');
  assert.match(parseOptions([]).complaint, /--firmware FOLDER is missing/);
  assert.match(parseOptions(['--firmware']).complaint, /needs a value/);
  assert.match(parseOptions(['f']).complaint, /is no option/);
  assert.match(parseOptions(['--firmware', 'f', '--seconds', 'soon']).complaint, /no number above 0/);
});

test('symbols are read as nm lists them, the first of each name', () => {
  const symbols = parseSymbols('10014001 T CLR_Debug::Emit(char const*, int)\r\n20000000 b buffer\n10020001 t buffer\nnothing\n');
  assert.deepEqual([...symbols], [['CLR_Debug::Emit(char const*, int)', 0x10014000], ['buffer', 0x20000000]]);
});

test('what is missing of the firmware is named', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'chip-'));
  try {
    await assert.rejects(readFirmware(folder), (error) => error instanceof MissingFile && /bootrom\.bin/.test(error.message));
    fs.writeFileSync(path.join(folder, 'bootrom.bin'), new Uint8Array(100));
    await assert.rejects(readFirmware(folder), /16384/);
    fs.writeFileSync(path.join(folder, 'bootrom.bin'), new Uint8Array(16384).fill(1));
    for (const name of ['nanoBooter.bin', 'nanoCLR.bin', 'nanoCLR.sym']) {
      await assert.rejects(readFirmware(folder), (error) => error.message.includes(name));
      fs.writeFileSync(path.join(folder, name), '10014001 T start\n');
    }
    const { bootRom, symbols } = await readFirmware(folder);
    assert.equal(bootRom[0], 0x01010101);
    assert.equal(symbols.get('start'), 0x10014000);
    fs.writeFileSync(path.join(folder, 'bootrom.mjs'), 'export const bootromB1 = new Uint32Array([7]);');
    assert.deepEqual([...(await readFirmware(folder)).bootRom], [7]);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
