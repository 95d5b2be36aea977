// One end of a TCP connection to the board. Segments come in order and none is lost, so there is no congestion control and nothing is put in order; what is not
// acknowledged is sent again after a second.
import { append, be16, be32, readBe16, readBe32 } from '../bytes.mjs';

const FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16;
const HEADER = 20, MSS_OPTION = 2;
const MAX_SEGMENT = 1460, WINDOW = 16384, RESEND_MS = 1000, MAX_RESENDS = 8;
const DEFAULT_MSS = 536; // of a peer that says nothing

export class TcpConnection {
  constructor(lan, ours, theirs) {
    this.lan = lan;
    this.ours = ours;
    this.theirs = theirs;
    this.key = ours + '-' + theirs;
    this.first = 1000 + ours; // sequence number of our SYN
    this.sent = this.first; // next sequence number to send
    this.acknowledged = this.first; // what the peer has acknowledged
    this.expected = 0; // next sequence number of the peer's
    this.peerWindow = MAX_SEGMENT;
    this.mss = DEFAULT_MSS;
    this.pending = []; // bytes that were not sent yet
    this.unacknowledged = []; // bytes from `acknowledged` on
    this.received = [];
    this.readers = [];
    this.isOpen = false;
    this.isAccepted = false; // by us, of the peer
    this.isClosing = false;
    this.finSent = false;
    this.finReceived = false;
    this.wasReset = false;
    this.hasVanished = false;
    this.timer = 0; // the number of the resend that counts
    this.resends = 0; // in a row
    this.resent = 0; // in all
    this.firstByteUs = 0;
  }

  /** Answers a segment that belongs to no connection. */
  static refuse(lan, ours, theirs, segment) {
    const connection = new TcpConnection(lan, ours, theirs);
    const flags = segment[13];
    connection.expected = (readBe32(segment, 4) + dataOf(segment).length + (flags & (SYN | FIN) ? 1 : 0)) >>> 0;
    connection.sent = flags & ACK ? readBe32(segment, 8) : 0;
    connection.send(RST | ACK);
  }

  connect() {
    this.send(SYN);
    this.sent++;
    this.watch();
  }

  accept(syn) {
    this.expected = (readBe32(syn, 4) + 1) >>> 0;
    this.mss = mssOf(syn) ?? this.mss;
    this.send(SYN | ACK);
    this.sent++;
    this.isOpen = true;
    this.isAccepted = true;
    this.watch();
  }

  /** Resolves with true when the peer has accepted, false if it refused or nobody answers. */
  opened() {
    return this.until(() => this.isOpen || this.wasReset, () => this.isOpen);
  }

  /** Resolves with at least one byte, or null at the end; wasReset tells of what kind that is. */
  read() {
    return this.until(
      () => this.received.length > 0 || this.isOver,
      () => (this.received.length ? this.received.splice(0) : null),
    );
  }

  /** Resolves with so many bytes, or with fewer at the end. */
  async readExactly(count) {
    const bytes = [];
    while (bytes.length < count) {
      const more = await this.read();
      if (!more) break;
      append(bytes, more);
    }
    return bytes;
  }

  readToEnd() {
    return this.readExactly(Infinity);
  }

  /** Nothing comes any more. */
  get isOver() {
    return this.finReceived || this.wasReset;
  }

  write(data) {
    append(this.pending, typeof data === 'string' ? Buffer.from(data) : data);
    this.pump();
  }

  /** Ends our direction when all is sent. */
  close() {
    this.isClosing = true;
    this.pump();
  }

  /** Ends it with a RST. */
  reset() {
    if (this.wasReset) return;
    this.send(RST | ACK);
    this.drop();
  }

  /** Never answers again, as a computer whose cable was pulled. */
  vanish() {
    this.hasVanished = true;
  }

  drop() {
    this.wasReset = true;
    this.forget();
    this.tellReaders();
  }

  forget() {
    this.lan.connections.delete(this.key);
  }

  until(isReady, result) {
    return new Promise((resolve) => {
      this.readers.push({ isReady, resolve, result });
      this.tellReaders();
    });
  }

  tellReaders() {
    while (this.readers.length && this.readers[0].isReady()) {
      const { resolve, result } = this.readers.shift();
      resolve(result());
      this.lan.time.pause();
    }
  }

  send(flags, data = [], sequence = this.sent) {
    if (this.hasVanished) return;
    const options = flags & SYN ? [MSS_OPTION, 4, ...be16(MAX_SEGMENT)] : [];
    this.lan.sendTcp([
      ...be16(this.ours), ...be16(this.theirs), ...be32(sequence), ...be32(this.expected),
      ((HEADER + options.length) / 4) << 4, flags, ...be16(WINDOW), 0, 0, 0, 0, ...options, ...data,
    ]);
  }

  /** Sends what the peer's window allows. */
  pump() {
    if (!this.isOpen || this.wasReset) return;
    while (this.pending.length) {
      const room = this.peerWindow - this.unacknowledged.length;
      const count = Math.min(this.pending.length, this.mss, MAX_SEGMENT, room);
      if (count <= 0) break;
      const data = this.pending.splice(0, count);
      append(this.unacknowledged, data);
      const sequence = this.sent;
      this.sent = (this.sent + count) >>> 0;
      this.send(PSH | ACK, data, sequence);
    }
    if (this.isClosing && !this.finSent && !this.pending.length) {
      this.finSent = true;
      const sequence = this.sent;
      this.sent = (this.sent + 1) >>> 0;
      this.send(FIN | ACK, [], sequence);
    }
    this.watch();
  }

  /** Sends again what is not acknowledged in time. A window that stays closed is asked for with a byte. */
  watch() {
    const mine = ++this.timer;
    this.lan.time.later(RESEND_MS, () => {
      const isSettled = this.acknowledged === this.sent && !this.pending.length;
      if (mine !== this.timer || isSettled || this.wasReset || this.hasVanished) return;
      if (++this.resends > MAX_RESENDS) {
        this.drop();
        return;
      }
      this.resent++;
      this.sendAgain();
      this.watch();
    });
  }

  sendAgain() {
    if (!this.isOpen) {
      this.send(SYN, [], this.acknowledged);
    } else if (this.isAccepted && this.acknowledged === this.first) {
      this.send(SYN | ACK, [], this.acknowledged);
    } else if (this.unacknowledged.length) {
      this.send(PSH | ACK, this.unacknowledged.slice(0, this.mss), this.acknowledged);
    } else if (this.pending.length) {
      this.unacknowledged.push(this.pending.shift());
      this.sent = (this.sent + 1) >>> 0;
      this.send(PSH | ACK, [...this.unacknowledged], this.acknowledged);
    } else {
      this.send(FIN | ACK, [], (this.sent - 1) >>> 0);
    }
  }

  receive(segment) {
    if (this.hasVanished) return;
    const flags = segment[13];
    this.peerWindow = readBe16(segment, 14);
    if (flags & RST) {
      this.lan.counts.resets++;
      this.drop();
      return;
    }
    if (flags & SYN) {
      this.receiveSyn(segment);
      return;
    }
    if (flags & ACK) this.receiveAcknowledgement(readBe32(segment, 8));
    if (this.receiveData(segment)) this.send(ACK);
    this.tellReaders();
    this.pump();
    if (this.finReceived && this.finSent && this.acknowledged === this.sent) this.forget();
  }

  /** The answer to ours. One that comes again is answered again. */
  receiveSyn(segment) {
    if (!this.isOpen && segment[13] & ACK) {
      this.expected = (readBe32(segment, 4) + 1) >>> 0;
      this.acknowledged = this.sent;
      this.mss = mssOf(segment) ?? this.mss;
      this.isOpen = true;
    }
    this.send(ACK);
    this.tellReaders();
    this.pump();
  }

  receiveAcknowledgement(number) {
    const count = (number - this.acknowledged) | 0;
    if (count <= 0) return;
    const ofSyn = this.isAccepted && this.acknowledged === this.first ? 1 : 0;
    this.unacknowledged.splice(0, count - ofSyn);
    this.acknowledged = number;
    this.resends = 0;
  }

  /** True if the peer should hear of it: of what is new, and of what came before. */
  receiveData(segment) {
    const data = dataOf(segment);
    const isFin = (segment[13] & FIN) !== 0;
    const isNext = readBe32(segment, 4) === this.expected;
    if (isNext && data.length) {
      this.firstByteUs ||= this.lan.time.us;
      this.expected = (this.expected + data.length) >>> 0;
      append(this.received, data);
    }
    if (isNext && isFin && !this.finReceived) {
      this.expected = (this.expected + 1) >>> 0;
      this.finReceived = true;
    }
    return data.length > 0 || isFin;
  }
}

function dataOf(segment) {
  return segment.slice((segment[12] >> 4) * 4);
}

function mssOf(segment) {
  const END = 0, NOTHING = 1;
  for (let at = HEADER; at < (segment[12] >> 4) * 4 && segment[at] !== END;) {
    if (segment[at] === NOTHING) {
      at++;
      continue;
    }
    if (segment[at] === MSS_OPTION) return readBe16(segment, at + 2);
    at += segment[at + 1] || 1;
  }
  return undefined;
}
