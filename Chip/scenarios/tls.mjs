// Samples/TlsServer, with Node's own TLS as a client.
import { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { client, listening } from './parts.mjs';

const PORT = 8443;

/** --count handshakes, with --ciphers and --curve. */
export async function tls(board) {
  board.usesNode = true;
  await listening(board);
  for (let i = 0; i < Number(board.options.count ?? 1); i++) {
    const startMs = board.ms;
    const connection = await client(board, PORT);
    if (connection) await shakeHands(board, connection, startMs);
    else board.say('refused');
  }
}

function shakeHands(board, connection, startMs) {
  const { ciphers, curve: ecdhCurve } = board.options;
  const seconds = () => ((board.ms - startMs) / 1000).toFixed(2);
  const secure = connect({ socket: asStream(connection), rejectUnauthorized: false, minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers, ecdhCurve });
  let text = '';
  secure.on('secureConnect', () => {
    board.say(`handshake done after ${seconds()} s: ${secure.getProtocol()} ${secure.getCipher().name}`);
    secure.write('GET / HTTP/1.1\r\nHost: board\r\n\r\n');
  });
  secure.on('data', (data) => { text += data; });
  secure.on('end', () => secure.end());
  return new Promise((resolve) => {
    secure.on('error', (error) => {
      board.say('error: ' + error.message);
      resolve();
    });
    secure.on('close', () => {
      board.say(`closed after ${seconds()} s; received: ${JSON.stringify(text.slice(-60))}`);
      resolve();
    });
  });
}

function asStream(connection) {
  const stream = new Duplex({
    read() {},
    write(chunk, _, done) {
      connection.write(chunk);
      done();
    },
    final(done) {
      connection.close();
      done();
    },
  });
  (async () => {
    for (let bytes = await connection.read(); bytes; bytes = await connection.read()) stream.push(Buffer.from(bytes));
    stream.push(null);
  })();
  return stream;
}
