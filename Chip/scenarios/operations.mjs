// Programs/Operations: how long each benchmark's operation takes.

/** From marks before and behind so many operations, and three times as many; what is done once is in both and does not count. */
export async function operations(board) {
  const marks = new Map(); // name -> ms of its marks
  for (;;) {
    const line = await board.line(/^mark \d of \d+: |^memory of|^done/);
    const [, count, name] = line.match(/^mark \d of (\d+): (.*)/) ?? [];
    if (line.startsWith('done')) break;
    if (!name) continue;
    marks.set(name, [...(marks.get(name) ?? []), board.ms]);
    if (marks.get(name).length === 3) board.say(`${name}: ${microseconds(marks.get(name), Number(count)).toFixed(1)} us`);
  }
}

/** What one takes. */
export function microseconds([before, between, behind], count) {
  return ((behind - between - (between - before)) * 1000) / (2 * count);
}
