// What scenarios have in common: clients, telemetry, LEDs.
import { spread } from '../pulses.mjs';

export const DEMO_PORT = 9000;

const letters = (count) => Array.from({ length: count }, (_, i) => 97 + (i % 26));

export async function listening(board) {
  await board.line(/listening on/);
  await board.sleep(20);
}

/** Opens a connection; null if that is refused. */
export async function client(board, port) {
  const connection = board.lan.connect(port);
  const isOpen = await connection.opened();
  return isOpen ? connection : null;
}

/** Sends so many bytes and waits for as many, again and again. Returns the times in ms. */
export async function roundTrips(board, connection, length, count) {
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = board.ms;
    connection.write(letters(length));
    const answer = await connection.readExactly(length);
    if (answer.length < length) break;
    times.push(board.ms - start);
  }
  return times;
}

export async function tryEcho(board, port, what) {
  const connection = board.lan.connect(port);
  const opened = await Promise.race([connection.opened(), board.sleep(5000).then(() => 'nobody answers')]);
  if (opened !== true) {
    board.say(`${what}: not connected (${opened})`);
    return false;
  }
  const times = await Promise.race([roundTrips(board, connection, 64, 5), board.sleep(8000).then(() => [])]);
  board.say(`${what}: ${times.length} of 5 round trips, ${spread(times)}, reset ${connection.wasReset}`);
  connection.close();
  await Promise.race([connection.readToEnd(), board.sleep(2000)]);
  return times.length === 5;
}

/** The last telemetry that came, by name. */
export function watchTelemetry(board, each) {
  const state = { latest: null, count: 0 };
  board.lan.onUdp = (from, to, bytes) => {
    const fields = {};
    for (const [, name, value] of String.fromCharCode(...bytes).matchAll(/(\w+)=(-?\d+)i/g)) fields[name] = Number(value);
    state.latest = fields;
    state.count++;
    each?.(fields);
  };
  return state;
}

export function watchLeds(board) {
  const leds = [15, 14].map((pin) => ({ pin, pulses: board.pulses(pin) }));
  return {
    clear: () => leds.forEach(({ pulses }) => pulses.clear()),
    tell: (what) => leds.forEach(({ pin, pulses }) => {
      const { gap, at } = pulses.longestGap();
      const high = spread(pulses.widths());
      const apart = spread(pulses.periods(), 1);
      board.say(`${what}: GP${pin} high ${high}; rise to rise ${apart}; longest gap ${gap.toFixed(1)} ms at ${at.toFixed(0)}`);
    }),
  };
}
