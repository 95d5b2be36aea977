// rp2040js runs its PIO by itself, at no particular speed. Here it is stepped together with the core, because the bus to the radio is a PIO program.

const WAITS_FOR_RX = 2, WAITS_FOR_TX = 3, WAITS_FOR_OUT = 5; // rp2040js's WaitType

export class PioInTime {
  constructor(pio) {
    this.pio = pio;
    this.pending = 0; // cycles of the core that it has not had yet
    pio.run = () => {};
  }

  /** True if no state machine will do anything before somebody fills or empties its FIFO. */
  get isAsleep() {
    return this.pio.stopped || this.pio.machines.every((machine) => !machine.enabled || isStuck(machine));
  }

  step(cycles) {
    if (this.pio.stopped) return;
    if (this.isAsleep) {
      this.pending = 0;
      return;
    }
    const machine = this.pio.machines.find(({ enabled }) => enabled) ?? this.pio.machines[0];
    const divider = (machine.clockDivInt || 65536) + (machine.clockDivFrac || 0) / 256;
    this.pending += cycles;
    while (this.pending >= divider) {
      this.pending -= divider;
      this.pio.step();
    }
  }
}

function isStuck(machine) {
  if (!machine.waiting) return false;
  const wantsInput = (machine.waitType === WAITS_FOR_TX || machine.waitType === WAITS_FOR_OUT) && machine.txFIFO.empty;
  const wantsRoom = machine.waitType === WAITS_FOR_RX && machine.rxFIFO.full;
  return wantsInput || wantsRoom;
}
