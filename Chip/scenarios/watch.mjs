// Lets a program run, and tells what its pins do. Where the program says that it listens, its port can be reached from this computer.
import { forward } from '../network/gateway.mjs';

const PINS = [...Array(23).keys(), 26, 27, 28]; // the others belong to the radio

export async function watch(board) {
  for (const pin of PINS) watchPin(board, pin);
  board.usesNode = true;
  const servers = forwardPorts(board);
  await board.toTheEnd();
  for (const server of servers) server.close();
}

function watchPin(board, pin) {
  let isHigh = false;
  board.emulator.mcu.gpio[pin].addListener((state) => {
    if ((state === 1) === isHigh) return;
    isHigh = !isHigh;
    board.output.log('GP' + pin, isHigh ? 'high' : 'low');
  });
}

/** Returns the servers; more come as the program goes on. */
function forwardPorts(board) {
  const servers = [];
  const ports = new Set();
  const next = async () => {
    const line = await board.line(/listening on \S+:\d+/);
    const port = Number(line.match(/listening on \S+:(\d+)/)[1]);
    if (!ports.has(port) && board.lan) {
      ports.add(port);
      servers.push(await forward(board.lan, port, (text) => board.output.log('socket', text)));
    }
    return next();
  };
  next();
  return servers;
}
