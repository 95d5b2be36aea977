// Numbers as people read them, with their units. Times are microseconds.
const thousands = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const count = number => thousands.format(number);

export const seconds = us => `${(us / 1e6).toFixed(3)} s`;

export function duration(us) {
    const size = Math.abs(us);
    return size < 1000 ? `${Math.round(us)} \u00b5s`
        : size < 1e6 ? `${(us / 1000).toFixed(size < 1e5 ? 1 : 0)} ms`
        : size < 6e7 ? `${(us / 1e6).toFixed(size < 1e7 ? 2 : 1)} s`
        : `${Math.floor(us / 6e7)} min ${Math.floor(us / 1e6) % 60} s`;
}

export function precise(us) {
    const size = Math.abs(us);
    return size < 1e6 ? `${(us / 1000).toFixed(3)} ms` : `${(us / 1e6).toFixed(6)} s`;
}

export function bytes(number) {
    return number < 10000 ? `${count(number)} B` : number < 1e7 ? `${(number / 1024).toFixed(1)} KB` : `${(number / 1048576).toFixed(1)} MB`;
}

export function frequency(hertz) {
    return hertz < 1000 ? `${hertz.toPrecision(3)} Hz` : `${(hertz / 1000).toPrecision(3)} kHz`;
}
