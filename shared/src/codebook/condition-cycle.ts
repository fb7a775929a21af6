import type { Item } from './codebook.js';

/**
 * Finds conditions that go in a circle: A is shown by what B says, B by what A says. What such a form shows depends on
 * the order in which it is filled in, so the same answers could be right on the phone and wrong on the server.
 *
 * @param variablesOf the names that an expression speaks of (`Q`, `MATRIX`, `MATRIX.ROW`)
 * @returns an item of the circle, or null
 */
export function findConditionCycle(
  items: readonly Item[],
  variablesOf: (condition: string) => readonly string[],
): Item | null {
  const named = new Map<string, Item[]>();
  for (const item of items) {
    named.set(item.question, [...(named.get(item.question) ?? []), item]);
    if (item.row !== null) named.set(`${item.question}.${item.row}`, [item]);
  }
  const done = new Set<Item>();
  const open = new Set<Item>();
  const visit = (item: Item): Item | null => {
    if (open.has(item)) return item;
    if (done.has(item)) return null;
    open.add(item);
    for (const name of new Set(item.conditions.flatMap(variablesOf))) {
      for (const other of named.get(name) ?? []) {
        const found = visit(other);
        if (found) return found;
      }
    }
    open.delete(item);
    done.add(item);
    return null;
  };
  for (const item of items) {
    const found = visit(item);
    if (found) return found;
  }
  return null;
}
