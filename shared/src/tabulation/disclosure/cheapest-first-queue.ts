/** A binary heap of vertices by distance. A vertex may stand in it several times; the reader skips stale entries. */
export class CheapestFirstQueue {
  #vertices: number[] = [];
  #distances: number[] = [];

  clear(): void {
    this.#vertices.length = 0;
    this.#distances.length = 0;
  }

  get size(): number {
    return this.#vertices.length;
  }

  push(vertex: number, distance: number): void {
    let place = this.#vertices.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#distances[parent]! <= distance) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#vertices[place] = vertex;
    this.#distances[place] = distance;
  }

  /** The vertex that `pop` takes next; the queue must not be empty. */
  get nearest(): number {
    return this.#vertices[0]!;
  }

  /** Removes the nearest vertex and returns its distance; the queue must not be empty. */
  pop(): number {
    const nearest = this.#distances[0]!;
    const vertex = this.#vertices.pop()!;
    const distance = this.#distances.pop()!;
    const size = this.#vertices.length;
    if (size === 0) return nearest;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#distances[child + 1]! < this.#distances[child]!) child += 1;
      if (this.#distances[child]! >= distance) break;
      this.#move(child, place);
      place = child;
    }
    this.#vertices[place] = vertex;
    this.#distances[place] = distance;
    return nearest;
  }

  #move(from: number, to: number): void {
    this.#vertices[to] = this.#vertices[from]!;
    this.#distances[to] = this.#distances[from]!;
  }
}
