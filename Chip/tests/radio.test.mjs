import assert from 'node:assert/strict';
import test from 'node:test';
import { Cyw43, STATION_MAC } from '../radio/cyw43.mjs';
import { joinPayload, RadioHost, textBytes } from './radio-host.mjs';

const SET_SSID = 26, DISASSOCIATE = 52, GET_VARIABLE = 262, SET_VARIABLE = 263;
const CONTROL = 0, FRAME = 2;

function makeRadio() {
  const host = new RadioHost();
  const alarms = [];
  const lines = [];
  const radio = new Cyw43(host.pins, (ms, action) => alarms.push({ ms, action }), (text) => lines.push(text));
  host.powerOn();
  return { host, radio, alarms, lines };
}

function makeReadyRadio() {
  const made = makeRadio();
  made.host.setUp();
  return made;
}

function join({ host }, name = 'PicoNet') {
  host.ioctl(SET_SSID, joinPayload(name));
  return host.receiveAll();
}

test('the test register is read before the bus is set up, and after', () => {
  const { host } = makeRadio();
  assert.equal(host.readRegister(0x14), 0xfeedbead);
  host.setUp();
  assert.equal(host.readRegister(0x14), 0xfeedbead);
});

test('a radio that is switched on again has to be set up again', () => {
  const { host } = makeReadyRadio();
  host.powerOn();
  host.isSwapped = true;
  assert.equal(host.readRegister(0x14), 0xfeedbead);
});

test('a register that has no meaning here is kept, and one beyond all of them does no harm', () => {
  const { host } = makeReadyRadio();
  host.write(0, 0xf0, [8, 0, 0, 0]);
  assert.equal(host.readRegister(0xf0), 8);
  host.write(0, 0x1fffe, [1, 2, 3, 4]);
  assert.equal(host.readRegister(0x14), 0xfeedbead);
});

test('the clocks of the backplane are ready when the host asks for them, and the core is awake', () => {
  const { host } = makeReadyRadio();
  host.writeBackplane(0x1000e, [0x08]);
  assert.equal(host.readBackplane(0x1000e, 1)[0], 0xc8);
  assert.equal(host.readBackplane(0x1001f, 1)[0] & 2, 2);
});

test('what is written to the backplane is read through the same window, and not through another', () => {
  const { host } = makeReadyRadio();
  const window = (address) => [0, 1, 2].forEach((i) => host.writeBackplane(0x1000a + i, [(address >>> (8 * (i + 1))) & 255]));
  window(0x18100000);
  host.writeBackplane(0x8408, [1, 2, 3, 4]);
  assert.deepEqual(host.readBackplane(0x8408, 4), [1, 2, 3, 4]);
  window(0x18200000);
  assert.deepEqual(host.readBackplane(0x8408, 4), [0, 0, 0, 0]);
});

test('firmware is counted and not kept', () => {
  const { host, radio } = makeReadyRadio();
  host.writeBackplane(0, new Array(64).fill(7));
  assert.equal(radio.counts.firmwareBytes, 64);
});

test('the data line tells of a frame that waits, until it is fetched', () => {
  const { host } = makeReadyRadio();
  assert.equal(host.hasInterrupt, false);
  host.ioctl(DISASSOCIATE, []);
  assert.equal(host.hasInterrupt, true);
  assert.equal(host.readRegister(0x04), 0x20);
  host.receiveAll();
  assert.equal(host.hasInterrupt, false);
  assert.equal(host.readRegister(0x04), 0);
});

test('an ioctl is answered with its number and success', () => {
  const { host } = makeReadyRadio();
  host.ioctl(SET_VARIABLE, textBytes('bus:txglom\0\0\0\0\0'));
  const [answer] = host.receiveAll();
  assert.equal(answer.channel, CONTROL);
  assert.equal(answer.check, ~answer.length & 0xffff);
  assert.deepEqual(answer.body.slice(0, 16), [SET_VARIABLE & 255, SET_VARIABLE >> 8, 0, 0, 15, 0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0]);
});

test('it tells its address', () => {
  const { host } = makeReadyRadio();
  host.ioctl(GET_VARIABLE, textBytes('cur_etheraddr\0\0\0\0\0\0\0'), false);
  assert.deepEqual(host.receiveAll()[0].body.slice(16, 22), STATION_MAC);
});

for (const [outcome, events] of [
  ['good', [[3, 0, 0], [7, 0, 0], [46, 6, 0], [16, 0, 1], [0, 0, 0]]],
  ['password', [[3, 0, 0], [7, 0, 0], [46, 8, 0]]],
  ['refused', [[0, 1, 0]]],
  ['absent', [[0, 3, 0]]],
  ['silent', []],
]) {
  test(`a join that ends as ${outcome} tells its events in their order`, () => {
    const made = makeReadyRadio();
    made.radio.joinOutcome = outcome;
    assert.deepEqual(RadioHost.events(join(made)), events);
    assert.equal(made.radio.isAssociated, outcome === 'good');
    assert.equal(made.lines.includes('joining PicoNet'), true);
  });
}

test('a join takes its time', () => {
  const made = makeReadyRadio();
  made.radio.joinMs = 130;
  assert.deepEqual(RadioHost.events(join(made)), []);
  assert.equal(made.alarms[0].ms, 130);
  made.alarms[0].action();
  assert.equal(RadioHost.events(made.host.receiveAll()).length, 5);
});

test('a scan ends, and has found nothing', () => {
  const { host } = makeReadyRadio();
  host.ioctl(SET_VARIABLE, [...textBytes('escan\0'), ...new Array(20).fill(0)]);
  assert.deepEqual(RadioHost.events(host.receiveAll()), [[69, 0, 0]]);
});

for (const [how, events] of [['disassoc', [[11, 0, 0]]], ['deauth', [[6, 0, 0], [16, 0, 0]]], ['link', [[16, 0, 0]]], ['silent', []]]) {
  test(`a network that goes away by ${how} is told of as such`, () => {
    const made = makeReadyRadio();
    join(made);
    made.radio.loseLink(how);
    assert.deepEqual(RadioHost.events(made.host.receiveAll()), events);
    assert.equal(made.radio.isAssociated, false);
  });
}

test('who leaves is told so', () => {
  const made = makeReadyRadio();
  join(made);
  made.host.ioctl(DISASSOCIATE, []);
  assert.deepEqual(RadioHost.events(made.host.receiveAll()), [[11, 0, 0]]);
});

test('frames go both ways while it is joined, and not before', () => {
  const made = makeReadyRadio();
  const { host, radio } = made;
  const sent = [];
  radio.onEthernet = (frame) => sent.push(frame);
  const frame = Array.from({ length: 60 }, (_, i) => i);
  host.sendEthernet(frame);
  radio.sendEthernet(frame);
  host.receiveAll();
  assert.deepEqual(sent, []);
  join(made);
  host.sendEthernet(frame);
  radio.sendEthernet(frame);
  assert.deepEqual(sent, [frame]);
  assert.deepEqual(host.receiveAll().map(({ channel, body }) => [channel, body.slice(4)]), [[FRAME, frame]]);
});

test('frames are numbered and come in their order', () => {
  const made = makeReadyRadio();
  join(made);
  for (let i = 0; i < 3; i++) made.radio.sendEthernet([i]);
  const frames = made.host.receiveAll();
  assert.deepEqual(frames.map(({ body }) => body[4]), [0, 1, 2]);
  assert.deepEqual(frames.map(({ sequence }) => (sequence - frames[0].sequence) & 255), [0, 1, 2]);
});

test('a host that sends only what it has credits for never stands still', () => {
  const made = makeReadyRadio();
  const { host, radio } = made;
  let count = 0;
  radio.onEthernet = () => count++;
  join(made);
  for (let i = 0; i < 600; i++) {
    assert.ok(host.canSend, `no credits left for frame ${i}`);
    host.sendEthernet([i & 255]);
    if (host.hasInterrupt) host.receiveAll();
  }
  assert.equal(count, 600);
});
