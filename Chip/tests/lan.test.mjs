import assert from 'node:assert/strict';
import test from 'node:test';
import { arpRequest, BOARD, BOARD_MAC, ip, makeLan, onesSum, readUdp, ROUTER, udp } from './lan-frames.mjs';

function dnsQuestion(name, number = 0x1234) {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return [number >> 8, number & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, 1, 0, 1];
}

function dhcp(kind, transaction = [1, 2, 3, 4]) {
  const head = [1, 1, 6, 0, ...transaction, ...new Array(20).fill(0), ...BOARD_MAC, ...new Array(10).fill(0), ...new Array(192).fill(0)];
  return [...head, 99, 130, 83, 99, 0, 57, 2, 2, 64, 53, 1, kind, 255];
}

function dhcpOptions(message) {
  const options = {};
  for (let at = 240; message[at] !== 255; at += 2 + message[at + 1]) options[message[at]] = message.slice(at + 2, at + 2 + message[at + 1]);
  return options;
}

test('the router tells its address to who asks for it, and keeps silent about others', () => {
  const { radio, frames } = makeLan();
  radio.onEthernet(arpRequest([192, 168, 4, 77]));
  assert.equal(frames.length, 0);
  radio.onEthernet(arpRequest(ROUTER));
  const [answer] = frames;
  assert.deepEqual(answer.slice(0, 6), BOARD_MAC);
  assert.deepEqual(answer.slice(12, 22), [8, 6, 0, 1, 8, 0, 6, 4, 0, 2]);
  assert.deepEqual(answer.slice(28, 42), [...ROUTER, ...BOARD_MAC, ...BOARD]);
});

for (const [kind, name, answerKind] of [[1, 'discover', 2], [3, 'request', 5]]) {
  test(`a DHCP ${name} brings an address, with router, mask and name server`, () => {
    const { radio, frames } = makeLan();
    radio.onEthernet(udp(68, 67, dhcp(kind)));
    const answer = readUdp(frames[0]);
    assert.deepEqual([answer.sourcePort, answer.destinationPort, answer.to, answer.mac], [67, 68, [255, 255, 255, 255], new Array(6).fill(255)]);
    assert.deepEqual(answer.data.slice(4, 8), [1, 2, 3, 4]);
    assert.deepEqual(answer.data.slice(16, 20), BOARD);
    assert.deepEqual(answer.data.slice(28, 34), BOARD_MAC);
    const options = dhcpOptions(answer.data);
    assert.deepEqual([options[53], options[3], options[1], options[6]], [[answerKind], ROUTER, [255, 255, 255, 0], ROUTER]);
  });
}

test('other DHCP messages are not answered', () => {
  const { radio, frames } = makeLan();
  radio.onEthernet(udp(68, 67, dhcp(7)));
  assert.equal(frames.length, 0);
});

test('a name that is known is answered with its address, whatever its case', () => {
  const { lan, radio, frames } = makeLan();
  lan.names.set('host.example', '10.1.2.3');
  radio.onEthernet(udp(5353, 53, dnsQuestion('Host.Example')));
  const { destinationPort, data } = readUdp(frames[0]);
  assert.equal(destinationPort, 5353);
  assert.deepEqual(data.slice(0, 8), [0x12, 0x34, 0x81, 0x80, 0, 1, 0, 1]);
  assert.deepEqual(data.slice(12, 30), dnsQuestion('Host.Example').slice(12));
  assert.deepEqual(data.slice(-4), [10, 1, 2, 3]);
});

test('a name that is not known does not exist', () => {
  const { radio, frames } = makeLan();
  radio.onEthernet(udp(5353, 53, dnsQuestion('nobody.example')));
  assert.deepEqual(readUdp(frames[0]).data.slice(2, 8), [0x81, 0x83, 0, 1, 0, 0]);
});

test('a name server may be slow, or silent', () => {
  const { lan, radio, frames, alarms } = makeLan();
  lan.dnsDelayMs = 30;
  radio.onEthernet(udp(5353, 53, dnsQuestion('nobody.example')));
  assert.equal(frames.length, 0);
  assert.equal(alarms[0].ms, 30);
  alarms[0].action();
  assert.equal(frames.length, 1);
  lan.isDnsSilent = true;
  radio.onEthernet(udp(5353, 53, dnsQuestion('nobody.example')));
  assert.equal(alarms.length, 1);
});

test('time servers are found and tell the time since the start', () => {
  const { radio, frames } = makeLan();
  radio.onEthernet(udp(5353, 53, dnsQuestion('pool.ntp.org')));
  assert.deepEqual(readUdp(frames[0]).data.slice(-4), ROUTER);
  const question = [0x23, ...new Array(39).fill(0), 1, 2, 3, 4, 5, 6, 7, 8];
  radio.onEthernet(udp(4000, 123, question));
  const { data } = readUdp(frames[1]);
  const seconds = data.slice(40, 44).reduce((value, byte) => value * 256 + byte, 0);
  assert.equal(new Date((seconds - 2208988800) * 1000).toISOString(), '2026-01-02T03:04:07.000Z');
  assert.deepEqual(data.slice(24, 32), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.equal(data[0] & 7, 4);
});

test('without a time the names of time servers are unknown, and nobody tells it', () => {
  const { lan, radio, frames } = makeLan();
  lan.unixSecondsAtStart = null;
  radio.onEthernet(udp(5353, 53, dnsQuestion('pool.ntp.org')));
  assert.equal(readUdp(frames[0]).data[3], 0x83);
  radio.onEthernet(udp(4000, 123, new Array(48).fill(0)));
  assert.equal(frames.length, 1);
});

test('other datagrams are passed on', () => {
  const { lan, radio } = makeLan();
  const heard = [];
  lan.onUdp = (...datagram) => heard.push(datagram);
  radio.onEthernet(udp(1000, 8094, [1, 2, 3]));
  assert.deepEqual(heard, [[1000, 8094, [1, 2, 3]]]);
});

test('what is sent has the right checksums', () => {
  const { lan, radio, frames } = makeLan();
  radio.onEthernet(arpRequest(ROUTER));
  lan.ping(7);
  lan.connect(9000);
  const [, ping, syn] = frames.map((frame) => frame.slice(14));
  assert.deepEqual([onesSum(ping.slice(0, 20)), onesSum(ping.slice(20))], [0xffff, 0xffff]);
  assert.equal(onesSum(syn.slice(0, 20)), 0xffff);
  assert.equal(onesSum([...syn.slice(12, 20), 0, 6, 0, syn.length - 20, ...syn.slice(20)]), 0xffff);
});

test('an answer to a ping is told of', () => {
  const { radio, lines } = makeLan();
  radio.onEthernet(ip(1, [0, 0, 0, 0]));
  assert.deepEqual(lines, ['ping answered']);
});
