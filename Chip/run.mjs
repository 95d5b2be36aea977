// node run.mjs --firmware FOLDER --image PROGRAM.bin --scenario NAME --seconds N ...: see README.md
import path from 'node:path';
import { Board } from './board.mjs';
import { MissingFile, read, readFirmware } from './firmware.mjs';
import { parseOptions } from './options.mjs';
import { scenarios } from './scenarios/scenarios.mjs';

const FAILED = 1, MISUSED = 2;

async function main(words) {
  const options = parseOptions(words);
  const scenario = scenarios[options.scenario];
  if (options.complaint || !scenario) {
    console.error(options.complaint ?? `There is no scenario ${options.scenario}: take one of ${Object.keys(scenarios).join(', ')}.`);
    return MISUSED;
  }
  try {
    const image = options.image ? read(path.dirname(options.image), path.basename(options.image)) : null;
    const board = new Board(options, await readFirmware(options.firmware), image);
    await board.run(scenario);
    return 0;
  } catch (error) {
    console.error(error instanceof MissingFile ? error.message : error);
    return error instanceof MissingFile ? MISUSED : FAILED;
  }
}

process.exit(await main(process.argv.slice(2)));
