// Samples/Blink, programs/Flash, programs/PlainBlink: how long pulses and waits last.
import { spread } from '../pulses.mjs';

/** Pulses on GP15, or on --pin. */
export async function blink(board) {
  const pulses = board.pulses(Number(board.options.pin ?? 15));
  const probe = board.pulses(2);
  const lengths = [1, 2, 3, 4, 5, 6, 7, 8];
  const endings = board.options.waits ? ['waits', ...lengths.flatMap((n) => ['end of WaitOne ' + n, 'end of Sleep ' + n])] : [];
  for (const ending of endings) {
    await board.line(new RegExp('^' + ending + '$'));
    if (ending !== 'waits') board.say(ending + ': high for ' + spread(probe.widths()));
    probe.clear();
  }
  if (board.options.waits) {
    await board.line(/^ticks seen/);
    const edges = probe.edges.map((edge) => edge.ms);
    board.say('TickCount64 steps: ' + spread(edges.slice(1).map((ms, i) => ms - edges[i])));
    await board.line(/^done/);
  } else {
    await board.toTheEnd();
  }
  board.say('high: ' + spread(pulses.widths()));
  board.say('rise to rise: ' + spread(pulses.periods()));
  board.say('all: ' + pulses.widths().map((w) => w.toFixed(2)).join(' '));
}
