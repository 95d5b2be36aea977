// InfluxDB's line protocol: measurement,tag=value field=1i,other=2.5 timestamp. Returns measurement and numeric fields; null for what is none.
export function parseLine(text) {
    const [series, ...rest] = split(text.trim(), ' ', { most: 2 });
    if (rest.length === 0 || series.startsWith('#')) {
        return null;
    }

    // Only in the fields do quotes mean anything.
    const [fields, time, ...more] = split(rest[0], ' ', { hasQuotes: true });
    const [name, ...tags] = split(series, ',');
    if (!name || more.length > 0 || (time && !/^-?\d+$/.test(time)) || !tags.every(tag => pairOf(tag, false))) {
        return null;
    }

    const values = [];
    for (const field of split(fields, ',', { hasQuotes: true })) {
        const pair = pairOf(field, true);
        const value = pair && valueOf(pair[1]);
        if (value === null) {
            return null;
        }

        if (typeof value === 'number') {
            values.push([plain(pair[0]), value]);
        }
    }

    return { name: [name, ...tags].map(plain).join(' '), values };
}

/** Key and value; null if there is only one of them. */
function pairOf(text, hasQuotes) {
    const pair = split(text, '=', { hasQuotes });
    return pair.length === 2 && pair[0] && pair[1] ? pair : null;
}

/** A number, 1 or 0 for true or false, the text itself if it stands in quotes; null if it makes no sense. */
function valueOf(text) {
    return /^-?\d+[iu]$/.test(text) || /^-?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? parseFloat(text)
        : /^(t|T|true|True|TRUE)$/.test(text) ? 1
        : /^(f|F|false|False|FALSE)$/.test(text) ? 0
        : /^"(\\.|[^"\\])*"$/s.test(text) ? text
        : null;
}

/** Splits at a character that no backslash precedes and that is in no quotes. */
function split(text, separator, { most = Infinity, hasQuotes = false } = {}) {
    const parts = [''];
    let isQuoted = false;
    for (let i = 0; i < text.length; i++) {
        if (text[i] === '\\' && i + 1 < text.length) {
            parts[parts.length - 1] += text[i] + text[++i];
        } else if (text[i] === separator && !isQuoted && parts.length < most) {
            parts.push('');
        } else {
            isQuoted = hasQuotes && text[i] === '"' ? !isQuoted : isQuoted;
            parts[parts.length - 1] += text[i];
        }
    }

    return parts;
}

/** A backslash stands only before what would end a name; before anything else it is one. */
const plain = text => text.replace(/\\([,= ])/g, '$1');
