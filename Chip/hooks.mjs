// What is done when the core comes to one of the firmware's functions.

const PRINT = 'CLR_Debug::Emit(char const*, int)';
const DUMP_OF_A_THROW = 'CLR_RT_DUMP::EXCEPTION(';

/** Reads what the program prints where the runtime is about to print it: text in r0, length (or -1) in r1. It costs what the runtime's formatting costs, and no USB. */
export function hookConsole({ emulator, symbols, console: programConsole }) {
  emulator.hooks.set(find(symbols, PRINT), () => {
    const [text, length] = emulator.core.registers;
    programConsole.print(emulator.peekText(text, length | 0));
  });
}

/** The runtime prints a stack trace for every throw, unless it is an RTM build. This leaves that out. */
export function leaveOutDumps({ emulator, symbols }) {
  emulator.hooks.set(find(symbols, DUMP_OF_A_THROW), () => {
    const { core } = emulator;
    core.PC = core.LR & ~1;
  });
}

/** Tells of the calls of all functions whose names begin so: registers, who calls, result, and how long it took. */
export function traceCalls(board, prefix) {
  const { emulator, symbols, output } = board;
  const { core, hooks } = emulator;
  const hex = (value) => (value >>> 0).toString(16);
  for (const [name, address] of [...symbols].filter(([symbol]) => symbol.startsWith(prefix))) {
    hooks.set(address, () => {
      const call = `${name}: ${core.registers.slice(0, 4).map(hex).join(' ')} from ${nameOf(symbols, core.LR)}`;
      const back = core.LR & ~1;
      const before = hooks.get(back);
      const startMs = emulator.ms;
      hooks.set(back, () => {
        if (before) hooks.set(back, before);
        else hooks.delete(back);
        output.say(`${call}; returns ${hex(core.registers[0])} after ${(emulator.ms - startMs).toFixed(3)} ms`);
      });
    });
  }
}

/** The address of the function whose name begins so. */
export function find(symbols, prefix) {
  const found = symbols.get(prefix) ?? [...symbols].find(([name]) => name.startsWith(prefix))?.[1];
  if (found === undefined) throw new Error(`nanoCLR.sym has no ${prefix}: list it with arm-none-eabi-nm -C -n, of a build with symbols.`);
  return found;
}

/** The function at an address. */
export function nameOf(symbols, address) {
  const FLASH = 0x10000000;
  let best = ['?', 0];
  for (const symbol of symbols) {
    if (symbol[1] <= address && symbol[1] > best[1] && symbol[1] >= FLASH) best = symbol;
  }
  return best[0];
}
