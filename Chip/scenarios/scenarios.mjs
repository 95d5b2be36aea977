// What is done to the board. Each scenario gets a Board, and ends when it has seen what it wanted.
import { blink } from './blink.mjs';
import { demo, steady, telemetry } from './demo.mjs';
import { badClients, echo, many } from './echo.mjs';
import { operations } from './operations.mjs';
import { chat, datagrams, quote, upperCase } from './samples.mjs';
import { timeline } from './timeline.mjs';
import { tls } from './tls.mjs';
import { watch } from './watch.mjs';
import { pages, web } from './web.mjs';
import { badJoin, join, linkLoss } from './wifi.mjs';

export const scenarios = {
  watch, operations, blink, timeline, demo, telemetry, steady, echo, many, badClients, join, badJoin, linkLoss, web, pages, upperCase, chat, quote, datagrams, tls,
};
