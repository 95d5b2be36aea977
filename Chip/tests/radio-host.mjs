// The host's side of the radio's bus: drives the pins as a driver would, bit by bit.
import { le16, le32, readLe32 } from '../bytes.mjs';

const POWER = 23, DATA = 24, SELECT = 25, CLOCK = 29;
const BUS = 0, BACKPLANE = 1, FRAMES = 2;

class Pin {
  constructor() {
    this.value = 0;
    this.listeners = [];
  }

  addListener(listener) {
    this.listeners.push(listener);
  }

  /** From the radio. */
  setInputValue(isHigh) {
    this.value = isHigh ? 1 : 0;
  }

  /** From the host. */
  drive(value) {
    this.value = value;
    for (const listener of this.listeners) listener(value);
  }
}

export class RadioHost {
  constructor() {
    this.pins = Array.from({ length: 30 }, () => new Pin());
    this.isSwapped = true;
    this.sequence = 0;
    this.credits = 8; // the number of the last frame that may be sent
    this.ioctlNumber = 0;
    this.pins[SELECT].drive(1);
  }

  powerOn() {
    this.pins[POWER].drive(1);
  }

  /** Words instead of swapped halves, and 4 bytes of delay before what the backplane answers. */
  setUp() {
    this.write(BUS, 0, [0xb1, 0, 0, 0]);
    this.isSwapped = false;
    this.write(BUS, 0x1d, [4, 0, 0, 0]);
  }

  get hasInterrupt() {
    return this.pins[DATA].value === 1;
  }

  read(block, address, length) {
    return this.transfer(this.command(0, block, address, length), length);
  }

  write(block, address, bytes) {
    const data = this.isSwapped ? [bytes[1], bytes[0], bytes[3], bytes[2]] : bytes;
    this.transfer([...this.command(1, block, address, bytes.length), ...data], 0);
  }

  readRegister(address) {
    const bytes = this.read(BUS, address, 4);
    return readLe32(this.isSwapped ? [bytes[1], bytes[0], bytes[3], bytes[2]] : bytes, 0);
  }

  readBackplane(address, length) {
    return this.read(BACKPLANE, address, length + 4).slice(4);
  }

  writeBackplane(address, bytes) {
    this.write(BACKPLANE, address, bytes);
  }

  command(isWrite, block, address, length) {
    const b = le32(((isWrite << 31) | (1 << 30) | (block << 28) | (address << 11) | length) >>> 0);
    return this.isSwapped ? [b[1], b[0], b[3], b[2]] : b;
  }

  transfer(out, inputLength) {
    this.pins[SELECT].drive(0);
    for (const byte of out) {
      for (let bit = 7; bit >= 0; bit--) {
        this.pins[DATA].drive((byte >> bit) & 1);
        this.clock();
      }
    }
    const input = Array.from({ length: inputLength }, () => {
      let byte = 0;
      for (let bit = 0; bit < 8; bit++) {
        byte = (byte << 1) | this.pins[DATA].value;
        this.clock();
      }
      return byte;
    });
    this.pins[SELECT].drive(1);
    return input;
  }

  clock() {
    this.pins[CLOCK].drive(1);
    this.pins[CLOCK].drive(0);
  }

  get canSend() {
    return ((this.credits - this.sequence) & 255) < 128 && this.credits !== this.sequence;
  }

  sendFrame(channel, body) {
    const length = 12 + body.length;
    this.write(FRAMES, 0, [...le16(length), ...le16(~length), this.sequence++ & 255, channel, 0, 12, 0, 0, 0, 0, ...body]);
  }

  /** The next frame as { channel, body }, or null. */
  receiveFrame() {
    const status = this.readRegister(0x08);
    if (!(status & 0x100)) return null;
    const bytes = this.read(FRAMES, 0, (status >>> 9) & 0x7ff);
    this.credits = bytes[9];
    return { channel: bytes[5] & 15, body: bytes.slice(bytes[7]), sequence: bytes[4], length: bytes[0] | (bytes[1] << 8), check: bytes[2] | (bytes[3] << 8) };
  }

  receiveAll() {
    const frames = [];
    for (let frame = this.receiveFrame(); frame; frame = this.receiveFrame()) frames.push(frame);
    return frames;
  }

  ioctl(command, payload, isSet = true) {
    this.sendFrame(0, [...le32(command), ...le32(payload.length), ...le32((++this.ioctlNumber << 16) | (isSet ? 2 : 0)), ...le32(0), ...payload]);
  }

  sendEthernet(frame) {
    this.sendFrame(2, [0x20, 0, 0, 0, ...frame]);
  }

  /** Type, status and flags of the events among frames. */
  static events(frames) {
    return frames.filter(({ channel }) => channel === 1).map(({ body }) => {
      const message = body.slice(4 + 14 + 10);
      const read = (at, length) => message.slice(at, at + length).reduce((value, byte) => value * 256 + byte, 0);
      return [read(4, 4), read(8, 4), read(2, 2)];
    });
  }
}

export const textBytes = (text) => [...Buffer.from(text)];
export const joinPayload = (name) => [...le32(name.length), ...textBytes(name.padEnd(32, '\0'))];
