// Draws the strip. What is closer together than a pixel is drawn as a block, so that it costs no more than there are pixels.
export const rowHeight = 34;
export const axisHeight = 22;
export const labelWidth = 52;

const steps = [1, 2, 5];

export function drawStrip({ width, height, context }, style, model, view, pins, end) {
    const colour = name => style.getPropertyValue(`--${name}`);
    const from = end - view.span;
    const x = time => labelWidth + ((time - from) / view.span) * (width - labelWidth);
    context.clearRect(0, 0, width, height);
    context.font = `11px ${style.fontFamily}`;
    context.textBaseline = 'middle';
    drawAxis(context, colour, x, from, end, view.span, width, height);
    pins.forEach((pin, row) => {
        const top = axisHeight + (row * rowHeight);
        if (row === view.row) {
            context.fillStyle = colour('chosen');
            context.fillRect(0, top, width, rowHeight);
        }

        context.fillStyle = colour('ink');
        context.textAlign = 'left';
        context.fillText(`GP${pin}`, 10, top + (rowHeight / 2));
        drawWave(context, colour, model.edges[pin], from, Math.min(end, model.clock.shown), x, top);
    });
    view.cursors.forEach((time, index) => time !== null && drawCursor(context, colour, x(time), 'AB'[index], height, width));
    context.fillStyle = colour('line');
    context.fillRect(labelWidth - 1, axisHeight, 1, height - axisHeight);
}

function drawAxis(context, colour, x, from, end, span, width, height) {
    const step = niceStep(span / Math.max(3, (width - labelWidth) / 110));
    context.textAlign = 'center';
    for (let time = Math.ceil(Math.max(0, from) / step) * step; time <= end; time += step) {
        const at = Math.round(x(time)) + 0.5;
        context.strokeStyle = colour('line');
        context.lineWidth = 1;
        context.beginPath();
        context.moveTo(at, axisHeight - 4);
        context.lineTo(at, height);
        context.stroke();
        if (at > labelWidth + 24 && at < width - 24) {
            context.fillStyle = colour('soft');
            context.fillText(step >= 1e6 ? `${(time / 1e6).toFixed(0)} s` : step >= 1000 ? `${(time / 1e6).toFixed(step >= 1e5 ? 1 : 3)} s` : `${(time / 1000).toFixed(step >= 100 ? 1 : 2)} ms`, at, 9);
        }
    }
}

function niceStep(least) {
    const power = 10 ** Math.floor(Math.log10(least));
    return power * (steps.find(step => step * power >= least) ?? 10);
}

function drawWave(context, colour, edges, from, until, x, top) {
    const high = top + 8.5;
    const low = top + rowHeight - 7.5;
    const y = isHigh => isHigh ? high : low;
    let index = edges.indexAt(from);
    let level = edges.isHighAfter(index);
    let at = Math.max(labelWidth, x(Math.max(0, from)));
    context.strokeStyle = colour('wave');
    context.fillStyle = colour('wave');
    context.lineWidth = 1.5;
    context.lineJoin = 'miter';
    context.beginPath();
    context.moveTo(at, y(level));
    for (index++; index < edges.count && edges.times[index] <= until; index++) {
        const next = x(edges.times[index]);
        const last = lastWithin(edges, index, next, x, until);
        if (last > index + 1) {
            context.lineTo(next, y(level));
            context.stroke();
            context.fillRect(next, high, Math.max(1, x(edges.times[last]) - next), low - high);
            index = last;
            level = edges.isHighAfter(index);
            context.beginPath();
            context.moveTo(x(edges.times[last]), y(level));
        } else {
            context.lineTo(next, y(level));
            level = !level;
            context.lineTo(next, y(level));
        }

        at = next;
    }

    context.lineTo(Math.max(at, x(until)), y(level));
    context.stroke();
}

/** The last of the edges that fall into the same pixel. */
function lastWithin(edges, index, at, x, until) {
    let last = index;
    while (last + 1 < edges.count && edges.times[last + 1] <= until && x(edges.times[last + 1]) < at + 1) {
        last++;
    }

    return last;
}

function drawCursor(context, colour, at, name, height, width) {
    if (at < labelWidth || at > width) {
        return;
    }

    context.strokeStyle = colour('cursor');
    context.fillStyle = colour('cursor');
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(Math.round(at) + 0.5, 14);
    context.lineTo(Math.round(at) + 0.5, height);
    context.stroke();
    context.fillRect(at - 8, 1, 16, 15);
    context.fillStyle = colour('card');
    context.textAlign = 'center';
    context.fillText(name, at, 9);
}

