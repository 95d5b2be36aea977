// The command line: pairs of --name and value.

const DEFAULTS = {
  scenario: 'watch',
  seconds: '10',
  missCycles: '42', // 20 cycles of SCK, at half the core's clock, and 2 besides
};

/** Returns the options by name, or a complaint as { complaint }. */
export function parseOptions(words) {
  const options = { ...DEFAULTS };
  for (let i = 0; i < words.length; i += 2) {
    if (!/^--[a-zA-Z]+$/.test(words[i])) return { complaint: `${words[i]} is no option: options are pairs, as in --seconds 10.` };
    if (words[i + 1] === undefined) return { complaint: `${words[i]} needs a value after it.` };
    options[words[i].slice(2)] = words[i + 1];
  }
  if (!options.firmware) return { complaint: '--firmware FOLDER is missing: the folder with nanoBooter.bin, nanoCLR.bin, nanoCLR.sym and the boot ROM.' };
  if (!(Number(options.seconds) > 0)) return { complaint: `--seconds ${options.seconds} is no number above 0.` };
  return options;
}

/** False if an option is given as 0. */
export const isOn = (options, name) => options[name] !== '0';

/** True if an option is given as 1. */
export const isWanted = (options, name) => options[name] === '1';
