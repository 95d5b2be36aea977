// The boot ROM's functions for the flash, done in place: what they do to the hardware is not modelled.

const TABLE_POINTER = 0x14; // where the ROM says where its table of functions lies

/** Returns what to do at which address of the ROM. */
export function romFunctions(emulator, bootRom) {
  const { mcu, core } = emulator;
  const actions = {
    RE: (offset, count) => { // flash_range_erase
      emulator.flashOperations.push(['erase', offset, count]);
      mcu.flash.fill(0xff, offset, offset + count);
      emulator.cache.invalidate();
    },
    RP: (offset, data, count) => { // flash_range_program
      emulator.flashOperations.push(['program', offset, count]);
      for (let i = 0; i < count; i++) mcu.flash[offset + i] &= emulator.peek8(data + i);
      emulator.cache.invalidate();
    },
    EX: () => {}, // flash_exit_xip
    IF: () => {}, // connect_internal_flash
    CX: () => {}, // flash_enter_cmd_xip
    FC: () => emulator.cache.invalidate(), // flash_flush_cache
  };
  const hooks = new Map();
  for (const [code, address] of tableOf(bootRom)) {
    const action = actions[code];
    if (!action) continue;
    hooks.set(address, () => {
      action(...core.registers.slice(0, 3).map((register) => register >>> 0));
      core.PC = core.LR & ~1;
    });
  }
  return hooks;
}

function* tableOf(bootRom) {
  const read16 = (address) => (bootRom[address >> 2] >>> ((address & 2) * 8)) & 0xffff;
  for (let at = read16(TABLE_POINTER); read16(at) !== 0; at += 4) {
    const code = read16(at);
    yield [String.fromCharCode(code & 255, code >> 8), read16(at + 2) & ~1];
  }
}
