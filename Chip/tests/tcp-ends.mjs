// Two ends of a TCP connection, made of the system's TCP, of the model, or of both with a gateway between them; each end can do the same.
import { once } from 'node:events';
import net from 'node:net';
import { append } from '../bytes.mjs';
import { bridge, forward } from '../network/gateway.mjs';
import { Lan } from '../network/lan.mjs';

const PORT = 9000;

/** An end of the system's TCP, with what an end of the model's has. */
class SystemEnd {
  constructor(socket) {
    this.socket = socket;
    this.received = [];
    this.hasEnded = false;
    this.wasReset = false;
    this.wake = () => {};
    socket.on('data', (data) => this.note(() => append(this.received, data)));
    socket.on('end', () => this.note(() => { this.hasEnded = true; }));
    socket.on('error', () => this.note(() => { this.wasReset = true; }));
  }

  note(change) {
    change();
    this.wake();
  }

  write(data) {
    this.socket.write(Uint8Array.from(data));
  }

  close() {
    this.socket.end();
  }

  reset() {
    this.socket.resetAndDestroy();
  }

  async read() {
    while (!this.received.length && !this.hasEnded && !this.wasReset) await new Promise((resolve) => { this.wake = resolve; });
    return this.received.length ? this.received.splice(0) : null;
  }
}

/** Two networks whose frames go from one to the other, with the addresses the other way round. */
export function makeWire() {
  const time = { us: 0, alarms: [], later: (ms, action) => time.alarms.push(action), pause: () => {} };
  const radios = [0, 1].map(() => ({ onEthernet: null, lost: [], isBroken: false }));
  radios.forEach((radio, i) => {
    radio.sendEthernet = (frame) => {
      if (radio.isBroken) radio.lost.push(frame);
      else queueMicrotask(() => radios[1 - i].onEthernet(frame));
    };
  });
  const [near, far] = radios.map((radio) => new Lan(radio, time, () => {}));
  [far.router, far.station] = [far.station, far.router];
  for (const lan of [near, far]) lan.stationMac = new Array(6).fill(2);
  return { near, far, time, radios };
}

async function listenOnSystem() {
  const server = net.createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function connectOnSystem(port) {
  return new SystemEnd(net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
}

/** Each makes { client, server, stop }. */
export const makers = {
  async system() {
    const listener = await listenOnSystem();
    const accepted = once(listener, 'connection');
    const client = connectOnSystem(listener.address().port);
    const [socket] = await accepted;
    return { client, server: new SystemEnd(socket), stop: () => listener.close() };
  },

  async model() {
    const { near, far } = makeWire();
    const accepted = new Promise((resolve) => far.listen(PORT, resolve));
    const client = near.connect(PORT);
    return { client, server: await accepted, stop: () => {} };
  },

  async 'the system, through the gateway, to the model'() {
    const { near, far } = makeWire();
    const accepted = new Promise((resolve) => far.listen(PORT, resolve));
    const gateway = await forward(near, PORT, () => {});
    const client = connectOnSystem(gateway.address().port);
    return { client, server: await accepted, stop: () => gateway.close() };
  },

  async 'the model, through the gateway, to the system'() {
    const { near, far } = makeWire();
    const listener = await listenOnSystem();
    far.listen(PORT, (connection) => bridge(net.connect({ port: listener.address().port, host: '127.0.0.1', allowHalfOpen: true }), connection));
    const accepted = once(listener, 'connection');
    const client = near.connect(PORT);
    const [socket] = await accepted;
    return { client, server: new SystemEnd(socket), stop: () => listener.close() };
  },
};
