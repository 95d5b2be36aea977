import assert from 'node:assert/strict';
import test from 'node:test';
import { FlashChip } from '../emulator/flash-chip.mjs';

const SIZE = 1 << 21;

function makeChip() {
  const operations = [];
  const chip = new FlashChip(new Uint8Array(SIZE).fill(0xff), (...operation) => operations.push(operation));
  return { chip, operations };
}

/** One command, as a driver sends it: chip select low, bytes, high. */
function command(chip, ...bytes) {
  chip.select();
  const answer = bytes.map((byte) => chip.exchange(byte));
  chip.deselect();
  return answer;
}

const at = (address) => [(address >> 16) & 255, (address >> 8) & 255, address & 255];

function program(chip, address, ...data) {
  command(chip, 0x06);
  command(chip, 0x02, ...at(address), ...data);
}

const read = (chip, address, count) => command(chip, 0x03, ...at(address), ...new Array(count).fill(0)).slice(4);

test('it says who it is', () => {
  const { chip } = makeChip();
  assert.deepEqual(command(chip, 0x9f, 0, 0, 0).slice(1), [0xef, 0x40, 0x15]);
  assert.equal(command(chip, 0x4b, ...new Array(12).fill(0)).slice(5).length, 8);
});

test('what was programmed is read', () => {
  const { chip, operations } = makeChip();
  program(chip, 0x1234, 1, 2, 3);
  assert.deepEqual(read(chip, 0x1234, 4), [1, 2, 3, 0xff]);
  assert.deepEqual(operations, [['program', 0x1234, 3]]);
});

test('nothing is written without leave, and leave is for one command', () => {
  const { chip } = makeChip();
  command(chip, 0x02, ...at(0), 1);
  program(chip, 1, 1);
  command(chip, 0x02, ...at(2), 1);
  command(chip, 0x06);
  command(chip, 0x04);
  command(chip, 0x02, ...at(3), 1);
  assert.deepEqual(read(chip, 0, 4), [0xff, 1, 0xff, 0xff]);
});

test('its status tells whether it may be written', () => {
  const { chip } = makeChip();
  assert.equal(command(chip, 0x05, 0)[1], 0);
  command(chip, 0x06);
  assert.equal(command(chip, 0x05, 0)[1], 2);
});

test('programming only clears bits', () => {
  const { chip } = makeChip();
  program(chip, 0, 0x0f);
  program(chip, 0, 0xaa);
  assert.deepEqual(read(chip, 0, 1), [0x0a]);
});

test('what goes beyond a page begins at its start again', () => {
  const { chip } = makeChip();
  program(chip, 0x2fe, 1, 2, 3);
  assert.deepEqual(read(chip, 0x2fe, 2), [1, 2]);
  assert.deepEqual(read(chip, 0x200, 1), [3]);
});

for (const [code, size] of [[0x20, 4096], [0x52, 32768], [0xd8, 65536]]) {
  test(`erasing ${size} bytes erases the block around an address and no more`, () => {
    const { chip, operations } = makeChip();
    for (const address of [size - 1, size, 2 * size - 1, 2 * size]) program(chip, address, 0);
    command(chip, 0x06);
    command(chip, code, ...at(size + 100));
    assert.deepEqual([size - 1, size, 2 * size - 1, 2 * size].map((address) => read(chip, address, 1)[0]), [0, 0xff, 0xff, 0]);
    assert.deepEqual(operations.at(-1), ['erase', size, size]);
  });
}
