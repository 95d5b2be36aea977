// A CYW43439, as far as the driver of nanoFramework (georgerobotics/cyw43-driver) looks at it: ioctls answered with success, events, Ethernet frames, all in
// SDPCM frames over the bus.
import { be16, be32, le16, le32, readLe32 } from '../bytes.mjs';
import { Backplane } from './backplane.mjs';
import { RadioBus } from './bus.mjs';

const Channel = { CONTROL: 0, EVENT: 1, FRAME: 2 };
const Ioctl = { SET_SSID: 26, DISASSOCIATE: 52, GET_VARIABLE: 262, SET_VARIABLE: 263 };
const HEADER = 12, CREDITS = 8, FEW_CREDITS = 5;
const FRAME_HEADER = [0x20, 0, 0, 0];
const ANSWERED = 0xffff0002; // of an ioctl's flags: its number stays, its status is success

export const STATION_MAC = [0x28, 0xcd, 0xc1, 0x11, 0x22, 0x33];
export const ROUTER_MAC = [2, 0x42, 0xda, 0x42, 0, 1];

/** Broadcom's numbers of events, of those that the driver minds. */
export const Event = { SET_SSID: 0, AUTHENTICATION: 3, DEAUTHENTICATED: 6, ASSOCIATION: 7, DISASSOCIATED: 11, LINK: 16, HANDSHAKE: 46, SCAN_RESULT: 69 };

/** What comes of a join: the events, each with its status and flags. */
const JOINS = {
  good: [[Event.AUTHENTICATION], [Event.ASSOCIATION], [Event.HANDSHAKE, 6], [Event.LINK, 0, 1], [Event.SET_SSID]],
  password: [[Event.AUTHENTICATION], [Event.ASSOCIATION], [Event.HANDSHAKE, 8]],
  refused: [[Event.SET_SSID, 1]],
  absent: [[Event.SET_SSID, 3]],
  silent: [],
};

/** How the access point can go away. Of a DEAUTHENTICATED the driver minds reason 2 only, and of a LINK flag 0. */
const LOSSES = {
  disassoc: [[Event.DISASSOCIATED]],
  deauth: [[Event.DEAUTHENTICATED, 0, 0, 3], [Event.LINK]],
  link: [[Event.LINK]],
  silent: [],
};

export class Cyw43 {
  /**
   * pins: the board's.
   * later: (ms, action) => void, in emulated time.
   * log: (text) => void.
   */
  constructor(pins, later, log) {
    this.later = later;
    this.log = log;
    this.backplane = new Backplane();
    this.outbox = []; // frames for the host
    this.sequence = 0;
    this.hostSequence = 0;
    this.lastCredit = CREDITS;
    this.isAssociated = false;
    this.onEthernet = null; // (frame) => void
    this.joinOutcome = 'good'; // or another one of JOINS
    this.joinMs = 0; // how long a join takes
    this.scanMs = 0; // how long a scan takes; it finds nothing
    this.ioctls = 0;
    this.framesIn = 0;
    this.framesOut = 0;
    this.maxQueue = 0;
    this.bus = new RadioBus(pins, this, () => this.log('power on'));
  }

  get counts() {
    const { ioctls, framesIn, framesOut, maxQueue, bus: { commands }, backplane: { firmwareBytes } } = this;
    return { commands, ioctls, framesIn, framesOut, firmwareBytes, maxQueue };
  }

  get waitingLength() {
    return this.outbox[0]?.length ?? 0;
  }

  takeFrame(length) {
    return this.outbox.shift() ?? new Array(length).fill(0);
  }

  readBackplane(address, i) {
    return this.backplane.read(address, i);
  }

  writeBackplane(address, bytes) {
    this.backplane.write(address, bytes);
  }

  /** A frame from the host. */
  receiveFrame(bytes) {
    const channel = bytes[5] & 15;
    const body = bytes.slice(bytes[7]);
    this.hostSequence = bytes[4];
    if (channel === Channel.CONTROL) {
      this.ioctls++;
      this.answerIoctl(readLe32(body, 0), readLe32(body, 4) & 0xffff, readLe32(body, 8), body.slice(16));
    } else if (channel === Channel.FRAME) {
      this.framesOut++;
      if (this.isAssociated) this.onEthernet?.(body.slice(4 + 4 * body[3]));
    }
    // Without credits the driver stands still for a second at a time. A header alone brings new ones.
    const creditsLeft = (this.lastCredit - this.hostSequence) & 255;
    if (creditsLeft < FEW_CREDITS && this.outbox.length === 0) this.send(Channel.CONTROL, []);
  }

  /** A frame for the host. It tells how many the host may send. */
  send(channel, body) {
    const length = HEADER + body.length;
    this.lastCredit = (this.hostSequence + CREDITS) & 255;
    this.outbox.push([...le16(length), ...le16(~length), this.sequence++ & 255, channel, 0, HEADER, 0, this.lastCredit, 0, 0, ...body]);
    this.maxQueue = Math.max(this.maxQueue, this.outbox.length);
    this.bus.showInterrupt();
  }

  sendEthernet(frame) {
    if (!this.isAssociated) return;
    this.framesIn++;
    this.send(Channel.FRAME, [...FRAME_HEADER, ...frame]);
  }

  answerIoctl(command, length, flags, payload) {
    const hasName = command === Ioctl.GET_VARIABLE || command === Ioctl.SET_VARIABLE;
    const name = hasName ? String.fromCharCode(...payload.slice(0, payload.indexOf(0))) : '';
    const result = Array.from({ length }, (_, i) => (command === Ioctl.GET_VARIABLE ? 0 : payload[i] ?? 0));
    if (command === Ioctl.GET_VARIABLE && name === 'cur_etheraddr') result.splice(0, 6, ...STATION_MAC);
    this.send(Channel.CONTROL, [...le32(command), ...le32(length), ...le32(flags & ANSWERED), ...le32(0), ...result]);
    if (command === Ioctl.SET_VARIABLE && name === 'escan') this.after(this.scanMs, () => this.event(Event.SCAN_RESULT));
    if (command === Ioctl.DISASSOCIATE) this.leave();
    if (command === Ioctl.SET_SSID) this.join(String.fromCharCode(...payload.slice(4, 4 + readLe32(payload, 0))));
  }

  join(name) {
    this.log('joining ' + name);
    this.after(this.joinMs, () => {
      this.isAssociated = this.joinOutcome === 'good';
      this.log(this.isAssociated ? 'joined' : 'not joined: ' + this.joinOutcome);
      for (const event of JOINS[this.joinOutcome]) this.event(...event);
    });
  }

  leave() {
    if (!this.isAssociated) return;
    this.isAssociated = false;
    this.log('left');
    this.event(Event.DISASSOCIATED);
  }

  /** The access point goes away, in one of the ways in LOSSES. */
  loseLink(how) {
    this.log('link lost: ' + how);
    this.isAssociated = false;
    for (const event of LOSSES[how]) this.event(...event);
  }

  event(type, status = 0, flags = 0, reason = 0) {
    const ethernet = [...STATION_MAC, ...ROUTER_MAC, 0x88, 0x6c];
    const vendor = [...be16(0x8001), ...be16(54 + 12), 0, 0, 0x10, 0x18, ...be16(1)];
    const message = [...be16(2), ...be16(flags), ...be32(type), ...be32(status), ...be32(reason)];
    const rest = [...new Array(8).fill(0), ...ROUTER_MAC, ...new Array(18).fill(0)];
    this.send(Channel.EVENT, [...FRAME_HEADER, ...ethernet, ...vendor, ...message, ...rest]);
  }

  after(ms, action) {
    if (ms > 0) this.later(ms, action);
    else action();
  }
}
