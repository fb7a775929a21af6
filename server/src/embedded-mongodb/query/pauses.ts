import { StoreError } from '../errors.js';

/**
 * Long reads stop now and then so that other commands get their turn. A read is an iterable that gives `null` where it
 * may stop: who reads it for a client lets other work run there (`settle`), who holds a transaction goes on.
 */
export type Paused<T> = T | null;

const sliceMilliseconds = 8;
const looksAtClockEvery = 64;

/** Tells when a read has had its turn. */
export class Turn {
  #steps = 0;
  #end = performance.now() + sliceMilliseconds;

  /** Counts a step; true if it is time to stop. */
  isOver(): boolean {
    this.#steps += 1;
    return this.#steps % looksAtClockEvery === 0 && performance.now() > this.#end;
  }

  /** The same, without counting. */
  isOverNow(): boolean {
    return performance.now() > this.#end;
  }

  /** Called when the read goes on. */
  renew(): void {
    this.#end = performance.now() + sliceMilliseconds;
  }
}

/** The same without stops. */
export function* withoutPauses<T>(steps: Iterable<Paused<T>>): Generator<T> {
  for (const step of steps) if (step !== null) yield step;
}

/** Lets other work run. Throws MaxTimeMSExpired if it is later than `deadline`, in milliseconds of `performance.now`. */
export function nextTurn(deadline = Infinity): Promise<void> {
  if (performance.now() > deadline) throw new StoreError(50, 'operation exceeded time limit');
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs a computation to its end, stopping where it may. */
export async function settle<T>(steps: Iterator<null, T>, deadline?: number): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await nextTurn(deadline);
  }
}

/** Runs a computation to its end in one go. */
export function runThrough<T>(steps: Iterator<null, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
