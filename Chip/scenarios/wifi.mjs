// Joins that succeed and that do not, and networks that go away.
import { spread } from '../pulses.mjs';
import { client, DEMO_PORT, listening, roundTrips, tryEcho, watchLeds } from './parts.mjs';

/** A good join, in which the access point takes --joinMs and the scan after it --scanMs. */
export async function join(board) {
  board.radio.joinMs = Number(board.options.joinMs ?? 0);
  board.radio.scanMs = Number(board.options.scanMs ?? 0);
  const leds = watchLeds(board);
  await board.line(/joining/);
  const start = board.ms;
  const line = await board.line(/joined|listening/, 60000);
  board.say(`after ${((board.ms - start) / 1000).toFixed(2)} s: ${line}`);
  await board.sleep(1000);
  leds.tell('join');
}

/** --outcome password, refused, absent or silent. */
export async function badJoin(board) {
  const { outcome = 'password' } = board.options;
  board.radio.joinOutcome = outcome;
  const leds = watchLeds(board);
  await board.line(/joining/);
  for (let i = 0; i < Number(board.options.count ?? 2); i++) {
    const start = board.ms;
    const line = await board.line(/down|wifi:.*again/, 60000);
    board.say(`after ${((board.ms - start) / 1000).toFixed(2)} s: ${line}`);
    leds.tell('meanwhile');
    leds.clear();
  }
  board.radio.joinOutcome = 'good';
  const start = board.ms;
  board.say('then with a good answer: ' + (await board.line(/joined|listening/, 60000)) + ` after ${((board.ms - start) / 1000).toFixed(2)} s`);
  leds.tell('meanwhile');
}

/** --how disassoc, deauth, link or silent; --awayMs; --port. */
export async function linkLoss(board) {
  const { how = 'disassoc', awayMs = 4000, port = DEMO_PORT, outcome = 'absent' } = board.options;
  const leds = watchLeds(board);
  await listening(board);
  const first = await client(board, Number(port));
  board.say('before: ' + spread(await roundTrips(board, first, 64, 5)));
  leds.clear();
  board.radio.joinOutcome = outcome; // while it is away
  board.radio.loseLink(how);
  first.vanish();
  const lost = await board.line(/lost|down/, 10000);
  board.say('the program says: ' + lost);
  await board.sleep(Number(awayMs));
  leds.tell('while it was away');
  leds.clear();
  board.radio.joinOutcome = 'good';
  if (how === 'silent' || board.options.back) {
    board.radio.isAssociated = true;
    board.say('the access point is back');
  }
  const up = await board.line(/joined|address/, 45000);
  board.say('the program says: ' + up);
  leds.tell('until it was back');
  await board.sleep(2000);
  for (let i = 0; i < 6; i++) await tryEcho(board, Number(port), 'after the loss, client ' + i);
  await board.sleep(1000);
}
