// Lets programs of this computer talk to the board: who connects to a port on 127.0.0.1 is connected to the board's port of the same number.
import net from 'node:net';

/** Returns the server; its address tells the port, which is another one if that one is taken. */
export async function forward(lan, boardPort, log) {
  const server = net.createServer({ allowHalfOpen: true }, (socket) => bridge(socket, lan.connect(boardPort)));
  const listen = (port) => new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  try {
    await listen(boardPort);
  } catch {
    await listen(0);
  }
  log(`port ${boardPort} of the board is at 127.0.0.1:${server.address().port}`);
  return server;
}

/** Passes on bytes, the end of each direction, and resets. */
export function bridge(socket, connection) {
  socket.on('data', (data) => connection.write(data));
  socket.on('end', () => connection.close());
  socket.on('error', () => connection.reset());
  return passOn(connection, socket);
}

async function passOn(connection, socket) {
  for (let bytes = await connection.read(); bytes; bytes = await connection.read()) socket.write(Uint8Array.from(bytes));
  if (connection.wasReset) socket.resetAndDestroy();
  else socket.end();
}
