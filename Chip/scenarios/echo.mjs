// Servers that send back what they get: Samples/EchoServer, programs/PlainEcho, firmware.
import { spread } from '../pulses.mjs';
import { client, DEMO_PORT, listening, roundTrips, tryEcho, watchTelemetry } from './parts.mjs';

/** TCP echo round trips: --port, --length (several with commas), --count, --clients. */
export async function echo(board) {
  const { port = 9001, length = 64, count = 100, clients = 1 } = board.options;
  await listening(board);
  const work = [];
  for (let i = 0; i < Number(clients); i++) {
    work.push((async () => {
      const start = board.ms;
      const connection = await client(board, Number(port));
      if (!connection) {
        board.say(`client ${i} was refused`);
        return;
      }
      board.say(`client ${i} connected in ${(board.ms - start).toFixed(2)} ms`);
      for (const each of String(length).split(',')) {
        const times = await roundTrips(board, connection, Number(each), Number(count));
        const first = times[0]?.toFixed(2);
        board.say(`client ${i}: ${each} bytes: ${spread(times)}; first ${first}; sent again ${connection.resent}; over: ${connection.isOver}`);
      }
      connection.close();
      await connection.readToEnd();
      board.say(`client ${i} closed`);
    })());
  }
  await Promise.all(work);
  await board.sleep(200);
}

/** Many connections in a row: --port, --count. Bytes go through each. */
export async function many(board) {
  const { port = DEMO_PORT, count = 200 } = board.options;
  const telemetry = watchTelemetry(board);
  await listening(board);
  const times = [];
  let bad = 0;
  for (let i = 0; i < Number(count); i++) {
    const start = board.ms;
    const connection = await client(board, Number(port));
    if (!connection) {
      bad++;
      await board.sleep(50);
      continue;
    }
    if (i % 2) {
      const [time] = await roundTrips(board, connection, 20, 1);
      if (time === undefined) bad++;
    }
    if (i % 4 === 3) {
      connection.reset();
    } else {
      connection.close();
      await connection.readToEnd();
    }
    times.push(board.ms - start);
    if (i % 25 === 0) {
      const last = times[times.length - 1].toFixed(1);
      board.say(`connection ${i}: ${last} ms, bad so far ${bad}, telemetry ${JSON.stringify(telemetry.latest)}`);
    }
  }
  await board.sleep(2500);
  board.say(`${count} connections: bad ${bad}, each ${spread(times, 1)}, telemetry ${JSON.stringify(telemetry.latest)}`);
  await tryEcho(board, Number(port), 'afterwards');
}

function describe(connection) {
  return `received ${connection.received.length}${connection.wasReset ? ' reset' : ''}${connection.finReceived ? ' closed' : ''}`;
}

/** Clients that vanish, reset in the middle, and are too many. --port, --places: how many the server serves. */
export async function badClients(board) {
  const port = Number(board.options.port ?? DEMO_PORT);
  const places = Number(board.options.places ?? 2);
  await listening(board);
  for (let i = 0; i < 3; i++) {
    const connection = await client(board, port);
    await roundTrips(board, connection, 64, 1);
    connection.write(new Array(3000).fill(97));
    await board.sleep(8);
    connection.reset();
    await board.sleep(300);
    await tryEcho(board, port, 'after a reset in mid-transfer, ' + i);
  }
  const crowd = [];
  for (let i = 0; i < places + 3; i++) {
    const connection = board.lan.connect(port);
    const opened = await Promise.race([connection.opened(), board.sleep(1500).then(() => 'no answer')]);
    connection.write('hello');
    await board.sleep(300);
    crowd.push(connection);
    board.say(`client ${i} of a crowd: open ${opened}, ${describe(connection)}`);
  }
  crowd[0].close();
  await board.sleep(1500);
  board.say('one has left: ' + crowd.map((connection, i) => `${i} ${describe(connection)}`).join(', '));
  for (const connection of crowd) if (!connection.wasReset) connection.reset();
  await board.sleep(1500);
  await tryEcho(board, port, 'after the crowd');
  const vanished = [];
  for (let i = 0; i < places; i++) {
    const connection = await client(board, port);
    if (!connection) continue;
    await roundTrips(board, connection, 64, 1);
    connection.vanish();
    vanished.push(connection);
  }
  board.say('vanished: ' + vanished.length);
  const start = board.ms;
  for (let i = 0; i < 12; i++) {
    if (await tryEcho(board, port, `after clients vanished, ${((board.ms - start) / 1000).toFixed(0)} s later`)) break;
    await board.sleep(3000);
  }
}
