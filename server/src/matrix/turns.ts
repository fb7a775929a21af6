import { setImmediate } from 'node:timers/promises';

/** Long work in slices: other work of the process has its turn at least this often. */
const SLICE_MS = 8;

/** Tells long work on the main thread when to let others have their turn. */
export class Turns {
  #begun = performance.now();

  /** Resolves at once within a slice, after the others' turn at its end. */
  async rest(): Promise<void> {
    if (!this.isOver) return;
    await setImmediate();
    this.#begun = performance.now();
  }

  get isOver(): boolean {
    return performance.now() - this.#begun > SLICE_MS;
  }
}
