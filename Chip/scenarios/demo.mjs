// The demo, firmware: what it does at rest and while it serves.
import { spread } from '../pulses.mjs';
import { client, DEMO_PORT, listening, roundTrips, watchLeds, watchTelemetry } from './parts.mjs';

/** The demo: its LEDs, its telemetry, and --count round trips with its echo server. */
export async function demo(board) {
  const leds = [15, 14].map((pin) => [pin, board.pulses(pin)]);
  const telemetry = watchTelemetry(board, (fields) => board.say('telemetry ' + JSON.stringify(fields)));
  await listening(board);
  const connection = await client(board, DEMO_PORT);
  const times = await roundTrips(board, connection, 64, Number(board.options.count ?? 100));
  board.say('echo of 64 bytes: ' + spread(times));
  connection.close();
  await board.toTheEnd();
  board.say('lines of telemetry: ' + telemetry.count);
  for (const [pin, pulses] of leds) board.say(`GP${pin}: high ${spread(pulses.widths())}; rise to rise ${spread(pulses.periods(), 1)}`);
}

/** For Samples/UdpTelemetry and the demo: what telemetry says. */
export async function telemetry(board) {
  board.lan.names.set('host.example', '192.168.4.1');
  const arrivals = [];
  const state = watchTelemetry(board, (fields) => {
    arrivals.push(board.ms);
    if (arrivals.length % 10 === 1) board.say(JSON.stringify(fields));
  });
  const pulses = [15, 14].map((pin) => board.pulses(pin));
  await board.toTheEnd();
  const apart = spread(arrivals.slice(1).map((ms, i) => ms - arrivals[i]), 1);
  board.say(`lines: ${state.count}, apart: ${apart}, the last: ${JSON.stringify(state.latest)}`);
  pulses.forEach((p, i) => board.say(`GP${[15, 14][i]}: high ${spread(p.widths())}; rise to rise ${spread(p.periods())}`));
}

/** The demo for a long time, with a client now and then: memory. */
export async function steady(board) {
  const leds = watchLeds(board);
  const lags = [];
  let last = null;
  const telemetry = watchTelemetry(board, (fields) => {
    last = fields;
    lags.push(fields.loop_lag_ms);
    if (telemetry.count % 10 === 1) board.say(`telemetry ${telemetry.count}: ${JSON.stringify(fields)}`);
  });
  await listening(board);
  for (const length of [0, 1, 2]) {
    const clients = [];
    for (let i = 0; i < length; i++) clients.push(await client(board, DEMO_PORT));
    for (const each of clients) if (each) await roundTrips(board, each, 64, 2);
    const before = telemetry.count;
    while (telemetry.count < before + 2) await board.sleep(100);
    board.say(`with ${last.clients} clients: free ${last.free_bytes}`);
    for (const each of clients) each?.close();
    await board.sleep(500);
  }
  leds.clear();
  lags.length = 0;
  while (board.ms < Number(board.options.seconds) * 1000 - 6000) {
    const connection = await client(board, DEMO_PORT);
    if (connection) {
      await roundTrips(board, connection, 200, 5);
      connection.close();
      await connection.readToEnd();
    } else {
      board.say('no connection');
    }
    await board.sleep(4000);
  }
  board.say(`at the end: free ${last.free_bytes}; lag ${spread(lags, 0)}`);
  leds.tell('leds');
}
