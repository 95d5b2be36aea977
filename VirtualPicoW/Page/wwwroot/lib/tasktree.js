// The tasks as the board tells them: lines such as "  #3 Log waits for Lock, held by Store (#4), in Log > Append".
const line = /^( *)#(\d+) (.*)$/;
const parts = /^(.*?) (runs|sleeps|waits for|is ready|is about to hear that it was cancelled|has not started)\b(.*)$/;

export function parseTasks(text) {
    return text.split('\n').map(parseTask).filter(task => task !== null);
}

function parseTask(text) {
    const found = line.exec(text);
    if (!found) {
        return null;
    }

    const [, indent, number, rest] = found;
    const [, name, verb, more] = parts.exec(rest) ?? [null, rest, '', ''];
    const within = more.lastIndexOf(', in ');
    const what = (within < 0 ? more : more.slice(0, within)).replace(/^,? /, '');
    return { depth: indent.length / 2, number: Number(number), name, verb, what, chain: within < 0 ? '' : more.slice(within + 5) };
}
