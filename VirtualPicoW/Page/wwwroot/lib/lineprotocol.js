// InfluxDB's line protocol: measurement,tag=value field=1i,other=2.5 timestamp. Returns measurement and numeric fields; null for what is none.
export function parseLine(text) {
    const [series, fields] = split(text.trim(), ' ');
    if (!series || !fields) {
        return null;
    }

    const [name, ...tags] = split(series, ',');
    const values = [];
    for (const pair of split(fields, ',')) {
        const [key, value] = split(pair, '=');
        const number = toNumber(value);
        if (!key || value === undefined) {
            return null;
        }

        if (number !== null) {
            values.push([plain(key), number]);
        }
    }

    return { name: plain(name) + (tags.length > 0 ? ` ${tags.map(plain).join(' ')}` : ''), values };
}

function toNumber(text) {
    return /^-?\d+(\.\d+)?([eE][-+]?\d+)?[iu]?$/.test(text ?? '') ? parseFloat(text)
        : /^(t|true)$/i.test(text ?? '') ? 1
        : /^(f|false)$/i.test(text ?? '') ? 0
        : null;
}

/** Splits at a character that no backslash precedes and that is in no quotes. */
function split(text, separator) {
    const parts = [''];
    let isQuoted = false;
    for (let i = 0; i < text.length; i++) {
        if (text[i] === '\\' && i + 1 < text.length) {
            parts[parts.length - 1] += text[i] + text[++i];
        } else if (text[i] === separator && !isQuoted) {
            parts.push('');
        } else {
            isQuoted = text[i] === '"' ? !isQuoted : isQuoted;
            parts[parts.length - 1] += text[i];
        }
    }

    return parts;
}

const plain = text => text.replace(/\\(.)/g, '$1');
