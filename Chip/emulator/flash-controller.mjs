// The SSI with the flash behind it, the QSPI pads, and the control of the cache, for drivers that send commands to the flash by hand
// (ChibiOS's EFL driver, the second boot stage).
import { BasePeripheral } from 'rp2040js';
import { FlashChip } from './flash-chip.mjs';

const XIP_CONTROL = 0x14000, SSI = 0x18000, IO_QSPI = 0x40018; // addresses without their last three digits
const FIFO_DEPTH = 16;

class FlashSsi extends BasePeripheral {
  static CTRLR0 = 0x00;
  static SSIENR = 0x08;
  static BAUDR = 0x14;
  static TXFLR = 0x20;
  static RXFLR = 0x24;
  static SR = 0x28;
  static FIRST_DATA = 0x60;
  static END_OF_DATA = 0xf0;

  constructor(mcu, chip) {
    super(mcu, 'SSI');
    this.chip = chip;
    this.registers = new Map([[FlashSsi.CTRLR0, 0], [FlashSsi.BAUDR, 2]]);
    this.received = [];
    this.isSelectedByHand = false;
  }

  readUint32(offset) {
    const TX_HAS_ROOM = 2, TX_IS_EMPTY = 4, RX_HAS_DATA = 8;
    if (offset === FlashSsi.TXFLR) return 0;
    if (offset === FlashSsi.RXFLR) return this.received.length;
    if (offset === FlashSsi.SR) return TX_HAS_ROOM | TX_IS_EMPTY | (this.received.length ? RX_HAS_DATA : 0);
    if (!isData(offset)) return this.registers.get(offset) ?? 0;
    const value = this.received.shift() ?? 0;
    if (!this.received.length && !this.isSelectedByHand) this.chip.deselect();
    return value;
  }

  writeUint32(offset, value) {
    const BYTES = 7; // frames of 8 bits; longer ones are reads that the cache makes
    if (isData(offset)) {
      const frameBits = (this.registers.get(FlashSsi.CTRLR0) >>> 16) & 0x1f;
      if (frameBits !== BYTES) this.received.push(0);
      else if (this.received.length < FIFO_DEPTH) this.received.push(this.chip.exchange(value));
      return;
    }
    if (offset === FlashSsi.SSIENR && !(value & 1)) {
      this.received = [];
      if (!this.isSelectedByHand) this.chip.deselect();
    }
    this.registers.set(offset, value >>> 0);
  }
}

const isData = (offset) => offset >= FlashSsi.FIRST_DATA && offset < FlashSsi.END_OF_DATA;

class QspiPads extends BasePeripheral {
  constructor(mcu, ssi) {
    super(mcu, 'IO_QSPI');
    this.registers = new Map();
    this.ssi = ssi;
  }

  readUint32(offset) {
    return this.registers.get(offset) ?? 0;
  }

  writeUint32(offset, value) {
    const CHIP_SELECT_CONTROL = 0x0c, FORCED_LOW = 2, FORCED_HIGH = 3;
    this.registers.set(offset, value >>> 0);
    if (offset !== CHIP_SELECT_CONTROL) return;
    const override = (value >>> 8) & 3;
    this.ssi.chip.deselect();
    if (override === FORCED_LOW) this.ssi.chip.select();
    this.ssi.isSelectedByHand = override === FORCED_LOW || override === FORCED_HIGH;
  }
}

class CacheControl extends BasePeripheral {
  constructor(mcu, cache) {
    super(mcu, 'XIP_CTRL');
    this.cache = cache;
    this.control = 3; // enabled, and bad writes fault
  }

  readUint32(offset) {
    const CONTROL = 0, STATUS = 8, READY_AND_EMPTY = 6;
    if (offset === CONTROL) return this.control;
    return offset === STATUS ? READY_AND_EMPTY : 0;
  }

  writeUint32(offset, value) {
    const CONTROL = 0, FLUSH = 4;
    if (offset === CONTROL) this.control = value;
    if (offset === FLUSH) this.cache.invalidate();
  }
}

export function installFlash(emulator) {
  const { mcu } = emulator;
  const chip = new FlashChip(mcu.flash, (...operation) => emulator.flashOperations.push(operation));
  const ssi = new FlashSsi(mcu, chip);
  mcu.peripherals[SSI] = ssi;
  mcu.peripherals[IO_QSPI] = new QspiPads(mcu, ssi);
  mcu.peripherals[XIP_CONTROL] = new CacheControl(mcu, emulator.cache);
}
