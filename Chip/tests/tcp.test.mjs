import assert from 'node:assert/strict';
import net from 'node:net';
import test from 'node:test';
import { append } from '../bytes.mjs';
import { makers, makeWire } from './tcp-ends.mjs';

const PORT = 9000, RST = 4;
const LIMIT = { timeout: 60_000 };

const bytes = (count, seed) => Array.from({ length: count }, (_, i) => (i * 31 + (i >> 8) * 7 + seed) & 255);

async function readToEnd(end) {
  const all = [];
  for (let part = await end.read(); part; part = await end.read()) append(all, part);
  return all;
}

/** What happens is the same with the system's TCP and with the model. */
const behaviours = {
  async 'bytes go both ways at once, all of them and in their order'({ client, server }) {
    const [there, back] = [bytes(200_000, 1), bytes(150_000, 2)];
    client.write(there);
    server.write(back);
    client.close();
    server.close();
    assert.deepEqual(await Promise.all([readToEnd(server), readToEnd(client)]), [there, back]);
    assert.deepEqual([client.wasReset, server.wasReset], [false, false]);
  },

  async 'many little writes arrive as they were written'({ client, server }) {
    for (let i = 0; i < 300; i++) client.write([i & 255, i >> 8]);
    client.close();
    assert.deepEqual(await readToEnd(server), Array.from({ length: 300 }, (_, i) => [i & 255, i >> 8]).flat());
  },

  async 'an answer comes after each question'({ client, server }) {
    for (let i = 0; i < 20; i++) {
      client.write([i]);
      const question = await server.read();
      server.write([question[0] + 100]);
      assert.deepEqual(await client.read(), [i + 100]);
    }
  },

  async 'a client that has closed still gets what the server sends'({ client, server }) {
    client.write([1, 2, 3]);
    client.close();
    assert.deepEqual(await readToEnd(server), [1, 2, 3]);
    server.write(bytes(5000, 3));
    server.close();
    assert.deepEqual(await readToEnd(client), bytes(5000, 3));
    assert.deepEqual([client.wasReset, server.wasReset], [false, false]);
  },

  async 'a server that has closed still gets what the client sends'({ client, server }) {
    server.write([1, 2, 3]);
    server.close();
    assert.deepEqual(await readToEnd(client), [1, 2, 3]);
    client.write(bytes(5000, 4));
    client.close();
    assert.deepEqual(await readToEnd(server), bytes(5000, 4));
    assert.deepEqual([client.wasReset, server.wasReset], [false, false]);
  },

  async 'both may close at once'({ client, server }) {
    client.close();
    server.close();
    assert.deepEqual(await Promise.all([readToEnd(client), readToEnd(server)]), [[], []]);
    assert.deepEqual([client.wasReset, server.wasReset], [false, false]);
  },

  async 'a reset by the client is seen by the server'({ client, server }) {
    client.write([1]);
    assert.deepEqual(await server.read(), [1]);
    client.reset();
    assert.equal(await server.read(), null);
    assert.equal(server.wasReset, true);
  },

  async 'a reset by the server is seen by the client'({ client, server }) {
    client.write([1]);
    assert.deepEqual(await server.read(), [1]);
    server.reset();
    assert.equal(await client.read(), null);
    assert.equal(client.wasReset, true);
  },

  async 'a reset may come after the other end has closed'({ client, server }) {
    server.close();
    assert.equal(await client.read(), null);
    assert.equal(client.wasReset, false);
    client.reset();
    assert.equal(await server.read(), null);
    assert.equal(server.wasReset, true);
  },
};

for (const [kind, make] of Object.entries(makers)) {
  for (const [name, behaviour] of Object.entries(behaviours)) {
    test(`${kind}: ${name}`, LIMIT, async () => {
      const ends = await make();
      try {
        await behaviour(ends);
      } finally {
        for (const end of [ends.client, ends.server]) end.socket?.destroy();
        ends.stop();
      }
    });
  }
}

test('a port on which nobody listens refuses, as the system does', LIMIT, async () => {
  const { near } = makeWire();
  const connection = near.connect(PORT);
  assert.equal(await connection.opened(), false);
  const unused = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => unused.once('listening', resolve));
  const { port } = unused.address();
  await new Promise((resolve) => unused.close(resolve));
  await assert.rejects(new Promise((resolve, reject) => net.connect(port, '127.0.0.1').on('connect', resolve).on('error', reject)), { code: 'ECONNREFUSED' });
});

async function openPair() {
  const wire = makeWire();
  const accepted = new Promise((resolve) => wire.far.listen(PORT, resolve));
  const client = wire.near.connect(PORT);
  const server = await accepted;
  await client.opened();
  await settle();
  return { ...wire, client, server };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A second passes: what was to be done then is done. */
async function pass(time) {
  for (const alarm of time.alarms.splice(0)) alarm();
  await settle();
}

test('what was lost is sent again after a second', async () => {
  const { client, server, time, radios: [near] } = await openPair();
  near.isBroken = true;
  client.write([1, 2, 3]);
  near.isBroken = false;
  await pass(time);
  assert.deepEqual(await server.read(), [1, 2, 3]);
  assert.equal(client.resent, 1);
});

test('a lost end is sent again as well', async () => {
  const { client, server, time, radios: [near] } = await openPair();
  near.isBroken = true;
  client.close();
  near.isBroken = false;
  await pass(time);
  assert.equal(await server.read(), null);
  assert.equal(server.wasReset, false);
});

test('what comes twice counts once', async () => {
  const { client, server, time, radios: [, far] } = await openPair();
  far.isBroken = true;
  client.write([1, 2, 3]);
  await settle();
  far.isBroken = false;
  await pass(time);
  assert.deepEqual(await server.read(), [1, 2, 3]);
  client.write([4]);
  assert.deepEqual(await server.read(), [4]);
});

test('who is never answered gives up', async () => {
  const { client, time, radios: [near] } = await openPair();
  near.isBroken = true;
  client.write([1]);
  for (let i = 0; i < 8; i++) {
    await pass(time);
    assert.equal(client.wasReset, false);
  }
  await pass(time);
  assert.equal(client.wasReset, true);
});

test('who has vanished neither sends nor answers', async () => {
  const { client, server, time } = await openPair();
  client.vanish();
  server.write([1]);
  client.write([2]);
  for (let i = 0; i < 9; i++) await pass(time);
  assert.deepEqual([client.received, server.received, server.wasReset], [[], [], true]);
});

test('no more is on the way than the window holds, and a closed window is asked for with a byte', async () => {
  const { client, time, radios: [near] } = await openPair();
  client.peerWindow = 10;
  near.isBroken = true;
  client.write(bytes(25, 0));
  assert.equal(client.unacknowledged.length, 10);
  client.unacknowledged = [];
  client.acknowledged = client.sent;
  client.peerWindow = 0;
  client.pump();
  const before = near.lost.length;
  await pass(time);
  assert.equal(near.lost.length, before + 1);
  assert.deepEqual(near.lost.at(-1).slice(14 + 20 + 20), bytes(11, 0).slice(10));
});

test('a segment is no longer than the other end takes', async () => {
  const { client, radios: [near] } = await openPair();
  client.mss = 100;
  near.isBroken = true;
  client.write(bytes(250, 0));
  assert.deepEqual(near.lost.map((frame) => frame.length - 54), [100, 100, 50]);
});

test('a segment for no connection is answered with a reset, and a reset with nothing', async () => {
  const { near, radios: [radio] } = makeWire();
  radio.isBroken = true;
  const segment = (flags) => [0x12, 0x34, 0x23, 0x28, 0, 0, 0, 5, 0, 0, 0, 9, 0x50, flags, 0, 0, 0, 0, 0, 0, 1, 2];
  near.receiveTcp(segment(0x18));
  assert.equal(radio.lost.length, 1);
  const answer = radio.lost[0].slice(34);
  assert.equal(answer[13] & RST, RST);
  assert.deepEqual(answer.slice(4, 12), [0, 0, 0, 9, 0, 0, 0, 7]);
  near.receiveTcp(segment(RST));
  assert.equal(radio.lost.length, 1);
});

test('a connection that is over is forgotten', async () => {
  const { client, server, near, far } = await openPair();
  client.close();
  server.close();
  await settle();
  await settle();
  assert.deepEqual([near.connections.size, far.connections.size], [0, 0]);
});
