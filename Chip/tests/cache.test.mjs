import assert from 'node:assert/strict';
import test from 'node:test';
import { FlashCache } from '../emulator/cache.mjs';

const WAY = 8192; // bytes: lines that far apart share a set

function missesOf(cache, ...offsets) {
  const before = cache.misses;
  for (const offset of offsets) cache.fetch(offset);
  return cache.misses - before;
}

test('what was fetched is there the next time', () => {
  const cache = new FlashCache();
  assert.equal(missesOf(cache, 0x100), 1);
  assert.equal(missesOf(cache, 0x100, 0x102, 0x103), 0);
});

test('a miss fills half a line, or the whole of it', () => {
  assert.equal(missesOf(new FlashCache(true), 0x100, 0x104), 2);
  assert.equal(missesOf(new FlashCache(false), 0x100, 0x104), 1);
});

test('two lines of one set fit', () => {
  const cache = new FlashCache();
  assert.equal(missesOf(cache, 0, WAY), 2);
  assert.equal(missesOf(cache, 0, WAY, 0, WAY), 0);
});

test('a third line takes the place of the one that was not used for longest', () => {
  const cache = new FlashCache();
  missesOf(cache, 0, WAY, 0, 2 * WAY);
  assert.equal(missesOf(cache, 0), 0);
  assert.equal(missesOf(cache, WAY), 1);
});

test('a line that comes back has lost its other half', () => {
  const cache = new FlashCache();
  missesOf(cache, 0, 4, WAY, 2 * WAY);
  assert.equal(missesOf(cache, 0, 4), 2);
});

test('16 KB in a row are all there, and 24 KB are not', () => {
  const words = (bytes) => Array.from({ length: bytes / 4 }, (_, i) => 4 * i);
  const cache = new FlashCache();
  missesOf(cache, ...words(2 * WAY));
  assert.equal(missesOf(cache, ...words(2 * WAY)), 0);
  missesOf(cache, ...words(3 * WAY));
  assert.equal(missesOf(cache, ...words(3 * WAY)), 3 * WAY / 4);
});

test('nothing is left after it was made invalid', () => {
  const cache = new FlashCache();
  missesOf(cache, 0, 4);
  cache.invalidate();
  assert.equal(missesOf(cache, 0, 4), 2);
});
