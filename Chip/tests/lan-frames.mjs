// The board's side of the network, by hand: frames made and taken apart by the tests' own code.
import { Lan } from '../network/lan.mjs';

export const BOARD_MAC = [0x28, 0xcd, 0xc1, 0x11, 0x22, 0x33];
export const BOARD = [192, 168, 4, 16], ROUTER = [192, 168, 4, 1];
const two = (value) => [value >> 8, value & 255];

export function makeLan() {
  const frames = [];
  const alarms = [];
  const lines = [];
  const radio = { sendEthernet: (frame) => frames.push(frame), onEthernet: null };
  const time = { us: 2_500_000, later: (ms, action) => alarms.push({ ms, action }), pause: () => {} };
  const lan = new Lan(radio, time, (text) => lines.push(text));
  return { lan, radio, frames, alarms, lines };
}

export const arpRequest = (address) =>
  [...new Array(6).fill(255), ...BOARD_MAC, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1, ...BOARD_MAC, ...BOARD, ...new Array(6).fill(0), ...address];

export function ip(protocol, body, from = BOARD, to = ROUTER) {
  const head = [0x45, 0, ...two(20 + body.length), 0, 1, 0, 0, 64, protocol, 0, 0, ...from, ...to];
  return [...new Array(6).fill(2), ...BOARD_MAC, 8, 0, ...head, ...body];
}

export const udp = (from, to, data) => ip(17, [...two(from), ...two(to), ...two(8 + data.length), 0, 0, ...data]);

/** Takes a frame with UDP apart. */
export function readUdp(frame) {
  const packet = frame.slice(14);
  const body = packet.slice(20);
  return {
    mac: frame.slice(0, 6), from: packet.slice(12, 16), to: packet.slice(16, 20),
    sourcePort: body[0] * 256 + body[1], destinationPort: body[2] * 256 + body[3], data: body.slice(8),
  };
}

/** The sum of 16-bit words in ones' complement; 0xffff over data with a right checksum. */
export function onesSum(bytes) {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += bytes[i] * 256 + (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = Math.floor(sum / 0x10000) + (sum % 0x10000);
  return sum;
}
