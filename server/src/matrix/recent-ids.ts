/**
 * Ids of responses that may come again when what was stored of late is looked at again, by the second in which they were
 * stored: so that forgetting and counting cost as much as there are seconds, not ids.
 */
export class RecentIds {
  readonly #bySecond = new Map<number, Set<string>>();

  add(id: string, storedAt: Date): void {
    const second = Math.floor(storedAt.getTime() / 1000);
    const ids = this.#bySecond.get(second);
    if (ids) ids.add(id);
    else this.#bySecond.set(second, new Set([id]));
  }

  has(id: string, storedAt: Date): boolean {
    return this.#bySecond.get(Math.floor(storedAt.getTime() / 1000))?.has(id) ?? false;
  }

  /**
   * How many were stored since, and before.
   * @param since milliseconds at a full second; `before` as well
   */
  count(since: number, before = Infinity): number {
    let count = 0;
    for (const [second, ids] of this.#bySecond)
      if (second * 1000 >= since && second * 1000 < before) count += ids.size;
    return count;
  }

  forgetBefore(moment: number): void {
    for (const second of this.#bySecond.keys()) if (second * 1000 < moment) this.#bySecond.delete(second);
  }
}
