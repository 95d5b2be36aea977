// The memory and the registers within the radio, as far as the driver looks at them again.

const REGISTERS = 0x10000; // addresses from here on are those of the bus core itself; below lies a window of 32 KB
const WINDOW_LOW = 0x1000a, WINDOW_HIGH = 0x1000c;
const CLOCK_CONTROL = 0x1000e, CLOCKS_READY = 0xc0;
const SLEEP_CONTROL = 0x1001f, IS_AWAKE = 2;

export class Backplane {
  constructor() {
    this.bytes = new Map();
    this.window = 0x18000000;
    this.firmwareBytes = 0;
  }

  read(address, i) {
    if (address < REGISTERS) return this.bytes.get(this.inWindow(address) + i) ?? 0;
    const value = this.bytes.get(address + i) ?? 0;
    if (address + i === CLOCK_CONTROL) return CLOCKS_READY | (value & 0x3f);
    if (address + i === SLEEP_CONTROL) return value | IS_AWAKE;
    return value;
  }

  write(address, data) {
    if (address >= REGISTERS) {
      data.forEach((byte, i) => this.bytes.set(address + i, byte));
      if (address >= WINDOW_LOW && address <= WINDOW_HIGH) {
        const [low, middle, high] = [0, 1, 2].map((i) => this.bytes.get(WINDOW_LOW + i) ?? 0);
        this.window = ((high << 24) | (middle << 16) | (low << 8)) >>> 0;
      }
    } else if (data.length > 4) {
      this.firmwareBytes += data.length; // the radio's firmware, which nobody reads back
    } else {
      data.forEach((byte, i) => this.bytes.set(this.inWindow(address) + i, byte));
    }
  }

  inWindow(address) {
    return (this.window + (address & 0x7fff)) >>> 0;
  }
}
