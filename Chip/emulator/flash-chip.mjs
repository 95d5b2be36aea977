// A W25Q16, as drivers see it that send it commands by hand: byte by byte, while it is selected.

const WRITE_ENABLE = 0x06, WRITE_DISABLE = 0x04, PROGRAM = 0x02, READ = 0x03;
const STATUS_1 = 0x05, STATUS_2 = 0x35, JEDEC_ID = 0x9f, UNIQUE_ID = 0x4b;
const IS_WRITABLE = 2, QUAD_ENABLED = 2;
const ERASE_SIZES = { 0x20: 4096, 0x52: 32768, 0xd8: 65536 };
const PAGE = 256;
const SERIAL_NUMBER = [0xe6, 0x60, 0x58, 0x38, 0x83, 0x2f, 0x21, 0x2c];
const WINBOND_W25Q16 = [0xef, 0x40, 0x15];

export class FlashChip {
  /** onOperation: (kind, offset, count) => void, for each change of the memory. */
  constructor(memory, onOperation = () => {}) {
    this.memory = memory;
    this.onOperation = onOperation;
    this.isWritable = false;
    this.isSelected = false;
    this.bytes = []; // of the command that is under way
  }

  select() {
    this.bytes = [];
    this.isSelected = true;
  }

  /** Now a command is carried out. */
  deselect() {
    if (this.isSelected && this.bytes.length) this.carryOut();
    this.isSelected = false;
    this.bytes = [];
  }

  /** One byte in, one byte out. */
  exchange(value) {
    if (!this.isSelected) this.select();
    this.bytes.push(value & 255);
    const place = this.bytes.length - 1;
    if (place === 0) return 0xff;
    switch (this.bytes[0]) {
      case STATUS_1: return this.isWritable ? IS_WRITABLE : 0;
      case STATUS_2: return QUAD_ENABLED;
      case JEDEC_ID: return WINBOND_W25Q16[(place - 1) % 3];
      case UNIQUE_ID: return place >= 5 ? SERIAL_NUMBER[(place - 5) & 7] : 0;
      case READ: return place < 4 ? 0 : this.memory[(this.address + place - 4) % this.memory.length];
      default: return 0xff;
    }
  }

  get address() {
    return (this.bytes[1] << 16) | (this.bytes[2] << 8) | this.bytes[3];
  }

  carryOut() {
    const [command] = this.bytes;
    const size = ERASE_SIZES[command];
    if (command === WRITE_ENABLE) {
      this.isWritable = true;
    } else if (command === WRITE_DISABLE) {
      this.isWritable = false;
    } else if (this.isWritable && command === PROGRAM && this.bytes.length > 4) {
      this.program();
    } else if (this.isWritable && size && this.bytes.length === 4) {
      const start = this.address & ~(size - 1);
      this.memory.fill(0xff, start, start + size);
      this.isWritable = false;
      this.onOperation('erase', start, size);
    }
  }

  /** Bits can only be cleared, and what goes beyond a page begins at its start again. */
  program() {
    const page = this.address & ~(PAGE - 1);
    const data = this.bytes.slice(4);
    data.forEach((byte, i) => { this.memory[page + ((this.address + i) & (PAGE - 1))] &= byte; });
    this.isWritable = false;
    this.onOperation('program', this.address, data.length);
  }
}
