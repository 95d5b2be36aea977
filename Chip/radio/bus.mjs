// The radio's side of the gSPI bus on the Pico W's pins. One wire carries data both ways and, between transfers, the interrupt.
import { le32, readLe32 } from '../bytes.mjs';

const POWER = 23, DATA = 24, SELECT = 25, CLOCK = 29;

/** What a command addresses. */
export const Block = { BUS: 0, BACKPLANE: 1, FRAMES: 2 };

const Register = { STATUS: 0x08, INTERRUPT: 0x04, TEST: 0x14, DELAY: 0x1d };
const TEST_PATTERN = 0xfeedbead;
const FRAME_INTERRUPT = 0x20, STATUS_READY = 0x20, STATUS_FRAME = 0x100;

export class RadioBus {
  /**
   * pins: the board's.
   * device: readBackplane(address, i), writeBackplane(address, bytes), takeFrame(length), receiveFrame(bytes), and waitingLength, that of the frame that waits, or 0.
   */
  constructor(pins, device, onPower) {
    this.pins = pins;
    this.device = device;
    this.registers = new Uint8Array(0x200); // what is beyond is not kept
    this.isSwapped = true; // halves of 16 bits are swapped until the host sets up the bus
    this.isSelected = false;
    this.commands = 0;
    this.beginTransfer();
    pins[SELECT].addListener((state) => this.onSelect(state !== 1));
    pins[CLOCK].addListener((state) => this.onClock(state === 1));
    pins[POWER].addListener((state) => {
      if (state !== 1) return;
      this.isSwapped = true;
      onPower();
    });
  }

  /** Between transfers the data line is high while a frame waits. */
  showInterrupt() {
    if (!this.isSelected) this.pins[DATA].setInputValue(this.device.waitingLength > 0);
  }

  beginTransfer() {
    this.command = null;
    this.answer = null;
    this.answerBit = 0;
    this.bitCount = 0;
    this.byte = 0;
    this.bytes = [];
  }

  onSelect(isSelected) {
    if (isSelected === this.isSelected) return;
    this.isSelected = isSelected;
    if (!isSelected && this.command?.isWrite) this.write(this.command, this.bytes);
    this.beginTransfer();
    this.showInterrupt();
  }

  /** The host reads and writes at the rise, so that what it reads is put there at the fall. */
  onClock(isHigh) {
    if (!this.isSelected) return;
    if (!isHigh) {
      if (this.answer) this.pins[DATA].setInputValue(bitOf(this.answer, this.answerBit));
    } else if (this.answer) {
      this.answerBit++;
    } else {
      this.takeBit(this.pins[DATA].value === 1 ? 1 : 0);
    }
  }

  takeBit(bit) {
    this.byte = ((this.byte << 1) | bit) & 255;
    if ((++this.bitCount & 7) !== 0) return;
    this.bytes.push(this.byte);
    if (this.command || this.bytes.length < 4) return;
    const head = readLe32(this.swapped(this.bytes), 0);
    this.command = { isWrite: head >>> 31 === 1, block: (head >>> 28) & 3, address: (head >>> 11) & 0x1ffff, length: head & 0x7ff };
    this.bytes = [];
    this.commands++;
    if (!this.command.isWrite) this.answer = this.read(this.command);
  }

  swapped(bytes) {
    return this.isSwapped ? [bytes[1], bytes[0], bytes[3], bytes[2]] : bytes;
  }

  read({ block, address, length }) {
    if (block === Block.BUS) return this.readRegister(address);
    if (block === Block.FRAMES) return this.device.takeFrame(length);
    const answer = new Array(this.registers[Register.DELAY]).fill(0); // as the host has asked for
    for (let i = 0; i < Math.max(length, 4); i++) answer.push(this.device.readBackplane(address, i));
    return answer;
  }

  readRegister(address) {
    const waiting = this.device.waitingLength;
    switch (address) {
      case Register.TEST: return this.swapped(le32(TEST_PATTERN));
      case Register.STATUS: return le32(STATUS_READY | (waiting ? STATUS_FRAME | (waiting << 9) : 0));
      case Register.INTERRUPT: return [waiting ? FRAME_INTERRUPT : 0, 0, 0, 0];
      default: return this.swapped([...this.registers.slice(address, address + 4)]);
    }
  }

  write({ block, address, length }, bytes) {
    if (block === Block.FRAMES) {
      this.device.receiveFrame(bytes.slice(0, length));
    } else if (block === Block.BACKPLANE) {
      this.device.writeBackplane(address, bytes.slice(0, length));
    } else {
      this.swapped(bytes).slice(0, length).forEach((byte, i) => { this.registers[address + i] = byte; });
      if (address === 0) this.isSwapped = false; // the host sets up the bus
    }
  }
}

const bitOf = (bytes, bit) => (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
