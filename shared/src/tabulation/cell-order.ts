/** Up to so many possible cells a table of all of them is kept; beyond, only of those that occur. */
const MOST_DENSE = 1 << 22;

/** The places of cells that occur among all possible ones, in ascending order of their numbers. */
export class CellOrder {
  readonly #dense: Uint32Array | null;
  readonly #sparse = new Map<number, number>();

  /** @param space one more than the largest number */
  constructor(space: number) {
    this.#dense = space <= MOST_DENSE ? new Uint32Array(space) : null;
  }

  /** Notes that a cell occurs. */
  note(id: number): void {
    if (this.#dense) this.#dense[id] = 1;
    else this.#sparse.set(id, 0);
  }

  /** Gives the noted cells their places; the numbers in order. */
  settle(): Float64Array {
    const ids = this.#dense ? occurring(this.#dense) : Float64Array.from(this.#sparse.keys()).sort();
    for (let place = 0; place < ids.length; place++)
      if (this.#dense) this.#dense[ids[place]!] = place;
      else this.#sparse.set(ids[place]!, place);
    return ids;
  }

  /** The place of a noted cell. */
  placeOf(id: number): number {
    return this.#dense ? this.#dense[id]! : this.#sparse.get(id)!;
  }
}

function occurring(seen: Uint32Array): Float64Array {
  const ids: number[] = [];
  for (let id = 0; id < seen.length; id++) if (seen[id] === 1) ids.push(id);
  return Float64Array.from(ids);
}
