// What the router answers over UDP. Each takes a question and returns the answer, or null for silence.
import { be32 } from '../bytes.mjs';

const DISCOVER = 1, OFFER = 2, REQUEST = 3, ACKNOWLEDGE = 5;
const DHCP_OPTIONS = 240; // where they begin
const LEASE_SECONDS = 3600;

/** DHCP: always the same address. */
export function answerDhcp(question, router, station) {
  const kind = dhcpOption(question, 53)?.[0];
  if (kind !== DISCOVER && kind !== REQUEST) return null;
  const head = [
    2, 1, 6, 0, ...question.slice(4, 8), 0, 0, 0x80, 0, 0, 0, 0, 0, ...station, ...router, 0, 0, 0, 0,
    ...question.slice(28, 44), ...new Array(192).fill(0),
  ];
  const options = [
    99, 130, 83, 99, 53, 1, kind === DISCOVER ? OFFER : ACKNOWLEDGE, 54, 4, ...router, 51, 4, ...be32(LEASE_SECONDS),
    1, 4, 255, 255, 255, 0, 3, 4, ...router, 6, 4, ...router, 255,
  ];
  return [...head, ...options];
}

function dhcpOption(message, wanted) {
  const PADDING = 0, END = 255;
  for (let at = DHCP_OPTIONS; at < message.length && message[at] !== END;) {
    if (message[at] === PADDING) {
      at++;
      continue;
    }
    if (message[at] === wanted) return message.slice(at + 2, at + 2 + message[at + 1]);
    at += 2 + message[at + 1];
  }
  return null;
}

/** The name that a question of DNS asks for, in lower case, and where the question ends. */
export function readDnsQuestion(question) {
  const labels = [];
  let at = 12;
  while (question[at]) {
    labels.push(String.fromCharCode(...question.slice(at + 1, at + 1 + question[at])));
    at += 1 + question[at];
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

/** DNS: one address, or that the name does not exist. */
export function answerDns(question, address) {
  const { end } = readDnsQuestion(question);
  const SECONDS = 60;
  const head = [...question.slice(0, 2), 0x81, address ? 0x80 : 0x83, 0, 1, 0, address ? 1 : 0, 0, 0, 0, 0];
  const answer = address ? [0xc0, 12, 0, 1, 0, 1, ...be32(SECONDS), 0, 4, ...address.split('.').map(Number)] : [];
  return [...head, ...question.slice(12, end), ...answer];
}

/** SNTP. */
export function answerTime(question, unixSeconds) {
  const FROM_1900_TO_1970 = 2208988800;
  const stamp = [...be32(FROM_1900_TO_1970 + unixSeconds), 0, 0, 0, 0];
  const head = [0x24, 2, 6, 0xec, ...new Array(12).fill(0)];
  return [...head, ...stamp, ...question.slice(40, 48), ...stamp, ...stamp];
}
