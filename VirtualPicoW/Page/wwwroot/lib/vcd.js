// The pins' changes as a value change dump, which GTKWave and PulseView open.
export function toVcd(pins, edgesOf, until) {
    const symbol = index => String.fromCharCode(33 + index);
    const lines = ['$comment the pins of a virtual Pico W $end', '$timescale 1 us $end', '$scope module board $end'];
    lines.push(...pins.map((pin, index) => `$var wire 1 ${symbol(index)} GP${pin} $end`));
    lines.push('$upscope $end', '$enddefinitions $end', '#0', '$dumpvars');
    lines.push(...pins.map((pin, index) => `${edgesOf(pin).isHighAfter(-1) ? 1 : 0}${symbol(index)}`), '$end');
    const changes = pins.flatMap((pin, index) => changesOf(edgesOf(pin), symbol(index))).sort((one, other) => one.time - other.time);
    let time = 0;
    for (const change of changes) {
        if (change.time !== time) {
            time = change.time;
            lines.push(`#${time}`);
        }

        lines.push(change.text);
    }

    if (until > time + 1) {
        lines.push(`#${Math.round(until)}`);
    }

    return lines.join('\n') + '\n';
}

function changesOf(edges, symbol) {
    return Array.from({ length: edges.count }, (_, i) => ({ time: Math.round(edges.times[i]), text: `${edges.isHighAfter(i) ? 1 : 0}${symbol}` }));
}
