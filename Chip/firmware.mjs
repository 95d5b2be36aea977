// The files that a user brings: nanoFramework's firmware and the boot ROM.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const ROM_BYTES = 16384;

/** What is missing, or not what it should be; its message says what to do. */
export class MissingFile extends Error {}

/** Reads what runs a program, from one folder. */
export async function readFirmware(folder) {
  return {
    bootRom: await readBootRom(folder),
    booter: read(folder, 'nanoBooter.bin'),
    runtime: read(folder, 'nanoCLR.bin'),
    symbols: parseSymbols(read(folder, 'nanoCLR.sym').toString('utf8')),
  };
}

/** Symbols as `arm-none-eabi-nm -C -n` lists them: name -> address. */
export function parseSymbols(text) {
  const symbols = new Map();
  for (const [, address, name] of text.matchAll(/^([0-9a-f]+) \w (.+?)\r?$/gm)) {
    if (!symbols.has(name)) symbols.set(name, parseInt(address, 16) & ~1);
  }
  return symbols;
}

export function read(folder, name) {
  try {
    return fs.readFileSync(path.join(folder, name));
  } catch (error) {
    throw new MissingFile(`${path.join(folder, name)} cannot be read (${error.code}): docs/chip.md says what has to be there.`);
  }
}

/** bootrom.bin, or bootrom.mjs with an array bootromB1 of 32-bit words. */
async function readBootRom(folder) {
  const module = path.join(folder, 'bootrom.mjs');
  if (!fs.existsSync(module)) {
    const bytes = read(folder, 'bootrom.bin');
    if (bytes.length !== ROM_BYTES) throw new MissingFile(`bootrom.bin has ${bytes.length} bytes; the boot ROM of an RP2040 has ${ROM_BYTES}.`);
    return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  }
  const { bootromB1 } = await import(pathToFileURL(path.resolve(module)));
  if (!(bootromB1 instanceof Uint32Array)) throw new MissingFile(`${module} exports no Uint32Array named bootromB1.`);
  return bootromB1;
}
