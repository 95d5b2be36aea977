// Samples/WebServer, and Samples/TwoPages, which is a client.
import { spread } from '../pulses.mjs';
import { client, listening } from './parts.mjs';

async function httpGet(board, port, path) {
  const start = board.ms;
  const connection = await client(board, port);
  if (!connection) return { ok: false, text: 'refused', ms: board.ms - start };
  connection.write(`GET ${path} HTTP/1.1\r\nHost: board\r\nConnection: close\r\n\r\n`);
  const bytes = await connection.readToEnd();
  connection.close();
  const text = String.fromCharCode(...bytes);
  return {
    ok: / 200 /.test(text.slice(0, 20)),
    text,
    ms: board.ms - start,
    firstMs: connection.firstByteUs / 1000 - start,
    wasReset: connection.wasReset,
  };
}

export async function web(board) {
  await listening(board);
  const page = await httpGet(board, 8080, '/');
  const isFine = page.ok ? 'fine' : 'not fine';
  board.say(`GET /: ${isFine}, ${page.text.length} bytes in ${page.ms.toFixed(1)} ms, first byte after ${page.firstMs?.toFixed(1)} ms`);
  const links = [...new Set([...page.text.matchAll(/(?:href|action|src)="?([/?][^"\s>]*)/gi)].map((m) => m[1]))];
  board.say('it links to: ' + links.join(' '));
  for (const path of board.options.path ? [board.options.path] : ['/']) {
    const one = [];
    const first = [];
    for (let i = 0; i < 20; i++) {
      const answer = await httpGet(board, 8080, path);
      if (!answer.ok || answer.wasReset) board.say(`request ${i}: ${answer.text.slice(0, 60)} reset ${answer.wasReset}`);
      one.push(answer.ms);
      first.push(answer.firstMs ?? NaN);
    }
    board.say(`${path} 20 times: ${spread(one, 1)}; first byte: ${spread(first, 1)}`);
    const two = [];
    for (let i = 0; i < 5; i++) {
      const both = await Promise.all([httpGet(board, 8080, path), httpGet(board, 8080, path)]);
      for (const answer of both) {
        two.push(answer.ms);
        if (!answer.ok || answer.wasReset) board.say(`two at once: ${answer.text.slice(0, 60)} reset ${answer.wasReset}`);
      }
    }
    board.say(`${path} two at once: ${spread(two, 1)}`);
    const six = await Promise.all(Array.from({ length: 6 }, () => httpGet(board, 8080, path)));
    board.say(`${path} six at once: fine ${six.filter((a) => a.ok).length}, ${spread(six.map((a) => a.ms), 1)}`);
  }
}

/** For Samples/TwoPages: a small web server. */
export async function pages(board) {
  board.lan.names.set('host.example', '192.168.4.1');
  const body = 'x'.repeat(Number(board.options.length ?? 3000));
  let served = 0;
  board.lan.listen(8080, async (connection) => {
    let request = '';
    while (!request.includes('\r\n\r\n')) {
      const bytes = await connection.read();
      if (!bytes) return;
      request += String.fromCharCode(...bytes);
    }
    served++;
    await board.sleep(Number(board.options.think ?? 100));
    connection.write('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n' + body);
    connection.close();
  });
  await board.line(/together:|no page:/);
  await board.sleep(100);
  board.say('served ' + served);
}
