// Which pin is chosen; links from the log choose one, too.
export class Selection {
    constructor(pin) {
        this.pin = pin;
        this.listeners = [];
        this.wasChosen = false;
    }

    on(listener) {
        this.listeners.push(listener);
    }

    choose(pin) {
        this.wasChosen = true;
        this.pin = pin;
        this.listeners.forEach(listener => listener());
    }

    /** Chooses the first pin that is used, as long as nobody has chosen another. */
    suggest(pin) {
        if (!this.wasChosen && pin !== undefined && this.pin !== pin) {
            this.pin = pin;
            this.listeners.forEach(listener => listener());
        }
    }
}
