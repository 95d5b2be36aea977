// Puts the page together: the stream of events fills the model, and the views show it, once a frame.
import { Model } from './model.js';
import { Stream } from './stream.js';
import { Selection } from './view/selection.js';
import { showHeader } from './view/header.js';
import { showBoard } from './view/board.js';
import { showPin } from './view/pin.js';
import { showStrip } from './view/strip.js';
import { showTasks } from './view/tasks.js';
import { showWifi } from './view/wifi.js';
import { showSockets } from './view/sockets.js';
import { showLoop } from './view/loop.js';
import { showMemory } from './view/memory.js';
import { showTelemetry } from './view/telemetry.js';
import { showLog } from './view/log.js';
import { showSettings } from './view/settings.js';
import { showWorld } from './view/world.js';

const model = new Model();
const selection = new Selection(15);
const frames = [showHeader(model), showBoard(model, selection), showStrip(model, selection)];
showWorld(model);
showPin(model, selection);
showTasks(model);
showWifi(model);
showSockets(model);
showLoop(model);
showMemory(model);
showTelemetry(model);
showLog(model, selection);
showSettings(model);
model.on('pins', () => selection.suggest(model.pins.at(-1)?.number));

new Stream((type, data) => model.take(type, data), isConnected => model.connect(isConnected));

// Plots and figures change four times a second: eyes and processors are glad of it.
setInterval(() => model.changed.add('tick'), 250);

function frame() {
    model.refresh();
    frames.forEach(show => show());
    requestAnimationFrame(frame);
}

requestAnimationFrame(frame);
