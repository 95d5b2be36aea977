// Other samples, each by its name.
import { spread } from '../pulses.mjs';
import { client, listening } from './parts.mjs';

export async function upperCase(board) {
  await listening(board);
  const connection = await client(board, 9002);
  const times = [];
  for (let i = 0; i < 30; i++) {
    const line = 'the quick brown fox ' + i + '\n';
    const start = board.ms;
    connection.write(line);
    const answer = String.fromCharCode(...(await connection.readExactly(line.length)));
    if (answer !== line.toUpperCase()) board.say('wrong answer: ' + answer);
    times.push(board.ms - start);
  }
  board.say('lines: ' + spread(times));
  connection.write('x'.repeat(500) + '\n');
  const rest = await connection.readToEnd();
  board.say(`a line of 500 bytes: ${rest?.length ?? 0} bytes came back, reset: ${connection.wasReset}`);
  const again = await client(board, 9002);
  again.write('still there\n');
  board.say('then: ' + String.fromCharCode(...(await again.readExactly(12))).trim());
}

export async function chat(board) {
  await listening(board);
  const members = [];
  for (let i = 0; i < 3; i++) {
    members.push(await client(board, 9004));
    await board.sleep(150);
  }
  board.say('connected: ' + members.filter(Boolean).length);
  const heard = members.map(() => '');
  members.forEach((member, i) => (async () => {
    for (let bytes = await member?.read(); bytes; bytes = await member.read()) heard[i] += String.fromCharCode(...bytes);
  })());
  const times = [];
  for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 3; i++) {
      const word = `word${round}.${i}`;
      const start = board.ms;
      members[i].write(word + '\n');
      const others = [0, 1, 2].filter((k) => k !== i);
      while (!others.every((k) => heard[k].includes(word)) && board.ms - start < 3000) await board.sleep(1);
      times.push(board.ms - start);
    }
  }
  board.say('until both others have a line: ' + spread(times));
  board.say('member 0 heard ' + heard[0].split('\n').length + ' lines');
  const fourth = board.lan.connect(9004);
  const isOpen = await fourth.opened();
  await board.sleep(1000);
  board.say(`a fourth: open ${isOpen}, reset ${fourth.wasReset}, received ${fourth.received.length}`);
  members[0].close();
  await board.sleep(1000);
  fourth.write('hello from the fourth\n');
  await board.sleep(1000);
  const received = String.fromCharCode(...fourth.received).trim();
  const isHeard = heard[1].includes('from the fourth');
  board.say(`after one has left: fourth reset ${fourth.wasReset}, received "${received}"; member 1 heard it: ${isHeard}`);
}

/** For Samples/QuoteOfTheDayClient: --dns unknown or silent. */
export async function quote(board) {
  board.lan.dnsDelayMs = Number(board.options.dnsDelayMs ?? 30);
  if (!board.options.dns) board.lan.names.set('host.example', '192.168.4.1');
  board.lan.isDnsSilent = board.options.dns === 'silent';
  board.lan.listen(9006, (connection) => {
    board.say('connected');
    connection.write('Well begun is half done.\r\n');
    connection.close();
  });
  await board.line(/begun|no quote/);
  await board.sleep(100);
}

export async function datagrams(board) {
  await listening(board);
  const times = [];
  for (let i = 0; i < 20; i++) {
    const start = board.ms;
    board.lan.sendUdp(4444, 9005, [...Buffer.from('datagram number ' + i)]);
    if (!(await board.line(new RegExp('number ' + i + '$'), 2000))) board.say('lost ' + i);
    times.push(board.ms - start);
    await board.sleep(37);
  }
  board.say('from the air to the console: ' + spread(times));
  for (let i = 0; i < 20; i++) board.lan.sendUdp(4444, 9005, [...Buffer.from('burst ' + i)]);
  const before = board.console.lines.length;
  await board.sleep(1500);
  board.say('of a burst of 20 came ' + board.console.lines.slice(before).filter((line) => /burst/.test(line)).length);
  board.lan.ping(1);
  await board.sleep(100);
}
