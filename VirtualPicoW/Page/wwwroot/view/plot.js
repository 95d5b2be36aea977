// A value over the last seconds, as a line.
import { h, setAttribute } from '../lib/dom.js';

export class Plot {
    /** options: seconds, unit(value) as text, label, height, floor (what the top is at least). */
    constructor(options) {
        this.options = options;
        this.canvas = h('canvas', { class: 'plot', role: 'img', 'aria-label': options.label });
        this.canvas.style.setProperty('--height', `${options.height ?? 64}px`);
        this.says = 0;
    }

    draw(series, now) {
        const { seconds, unit, label, floor = 0, limit } = this.options;
        const { width, height, context } = fitCanvas(this.canvas);
        const style = getComputedStyle(this.canvas);
        const from = now - (seconds * 1e6);
        const points = series.since(from);
        const worst = points.reduce((top, point) => Math.max(top, point.value), 0);
        const least = points.reduce((bottom, point) => Math.min(bottom, point.value), worst);
        const base = floor === null ? least - ((worst - least || Math.abs(worst) || 1) * 0.1) : Math.min(0, least);
        const top = niceAbove(Math.max(worst, floor ?? 0, limit ?? 0), base, floor === null ? worst + ((worst - least || 1) * 0.1) : null);
        const y = value => height - 3 - ((value - base) / (top - base || 1)) * (height - 8);
        const x = time => ((time - from) / (seconds * 1e6)) * width;
        context.clearRect(0, 0, width, height);
        context.strokeStyle = style.getPropertyValue('--line');
        context.lineWidth = 1;
        line(context, 0, height - 2.5, width, height - 2.5);
        if (limit) {
            context.strokeStyle = style.getPropertyValue('--bad');
            context.setLineDash([3, 3]);
            line(context, 0, y(limit), width, y(limit));
            context.setLineDash([]);
        }

        if (points.length > 0) {
            context.beginPath();
            points.forEach((point, index) => index === 0 ? context.moveTo(x(point.time), y(point.value)) : context.lineTo(x(point.time), y(point.value)));
            context.lineTo(width, y(points.at(-1).value));
            context.strokeStyle = style.getPropertyValue('--accent');
            context.lineWidth = 1.5;
            context.lineJoin = 'round';
            context.stroke();
            context.lineTo(width, height - 3);
            context.lineTo(x(points[0].time), height - 3);
            context.globalAlpha = 0.12;
            context.fillStyle = style.getPropertyValue('--accent');
            context.fill();
            context.globalAlpha = 1;
        }

        if (now - this.says > 1e6 || now < this.says) {
            this.says = now;
            setAttribute(this.canvas, 'aria-label', points.length === 0 ? `${label}: nothing yet` : `${label}: now ${unit(points.at(-1).value)}, at most ${unit(worst)} in the last ${seconds} s`);
        }

        return worst;
    }
}

/** Makes a canvas as sharp as the screen. */
export function fitCanvas(canvas) {
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
    }

    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { width, height, context };
}

function line(context, x1, y1, x2, y2) {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
}

function niceAbove(value, base, given) {
    if (given !== null) {
        return given;
    }

    const power = 10 ** Math.floor(Math.log10(value || 1));
    const step = [1, 2, 5, 10].find(candidate => candidate * power >= value) ?? 10;
    return Math.max(base + 1e-9, step * power);
}
