import type { ItemTally, Tallies } from '../tallies.js';

/** Items of the request that were asked of the same people, as far as the table shows. */
interface AskedAlike {
  /** Places of the items in the request. */
  readonly items: number[];
  /** Whom the item is put to: 1 per group of the tallies. */
  readonly groups: readonly number[];
  /** People asked, per row; the total last. */
  readonly asked: readonly number[];
}

/**
 * In which rows an item's "asked" (and "missing", which would give it) must not be shown because of the request's other
 * items: where two of them differ by 1 to minimum − 1 people, as a follow-up question does from the question it follows, or
 * where several give by adding and subtracting how many of a small group are in the row (teachers and principals, less
 * teachers).
 *
 * @returns per item, per row (the total last) 1 where "asked" is to be withheld
 */
export function askedToWithhold(tallies: Tallies, minimum: number): Uint8Array[] {
  const rowCount = tallies.categories.length + 1;
  const withheld = tallies.items.map(() => new Uint8Array(rowCount));
  const classes = askedAlike(tallies);
  for (let row = 0; row < rowCount; row++) {
    for (const alike of unsafeIn(row, classes, tallies, minimum)) {
      for (const item of alike.items) withheld[item]![row] = 1;
    }
  }
  withheld.forEach((rows, item) => withCompany(rows, tallies.items[item]!));
  return withheld;
}

/** The classes of items, those of most items first: theirs is the "asked" that is missed most. */
function askedAlike({ items, groups }: Tallies): AskedAlike[] {
  const classes = new Map<string, AskedAlike>();
  items.forEach(({ item, rows, total }, index) => {
    const asked = [...rows, total].map((row) => row.asked);
    const putTo = groups.map((group) => (item.wording.has(group) ? 1 : 0));
    const key = `${putTo.join('')} ${asked.join()}`;
    const known = classes.get(key);
    if (known) known.items.push(index);
    else classes.set(key, { items: [index], groups: putTo, asked });
  });
  return [...classes.values()].sort((a, b) => b.items.length - a.items.length);
}

function unsafeIn(
  row: number,
  classes: readonly AskedAlike[],
  { groups, groupSizes, responses }: Tallies,
  minimum: number,
): AskedAlike[] {
  const sizes = groupSizes[row]!;
  const isSmall = (people: number): boolean => people > 0 && people < minimum;
  const smallSets = setsUnder(minimum, sizes);
  const isTotal = row === groupSizes.length - 1;
  const shown = new Set<number>(isTotal ? [responses] : []);
  const span = new Span();
  // Groups without anyone in the row are known to be none.
  const present = (putTo: readonly number[]): number[] =>
    putTo.map((put, group) => (sizes[group]! > 0 ? put : 0));
  if (isTotal) span.add(present(groups.map(() => 1)));
  return classes.filter(({ groups: putTo, asked }) => {
    const people = asked[row]!;
    if (people === 0) return false;
    if ([...shown].some((other) => isSmall(Math.abs(other - people)))) return true;
    const everyone = putTo.reduce((sum, put, group) => sum + put * sizes[group]!, 0);
    if (people === everyone) {
      const wider = span.with(present(putTo));
      if (smallSets.some((set) => wider.holds(groups.map((_, group) => (set.includes(group) ? 1 : 0)))))
        return true;
      span.add(present(putTo));
    }
    shown.add(people);
    return false;
  });
}

/** A single "asked" that is withheld would be the total less the rows shown: the smallest other row's is withheld with it. */
function withCompany(withheld: Uint8Array, { rows }: ItemTally): void {
  if (rows.length === 0 || withheld.reduce((sum, flag) => sum + flag, 0) !== 1) return;
  const others = [...rows.keys()].filter((row) => withheld[row] === 0 && rows[row]!.asked > 0);
  const smallest = others.sort((a, b) => rows[a]!.asked - rows[b]!.asked)[0] ?? rows.length;
  withheld[smallest] = 1;
}

/** Every set of groups that have fewer than `limit` people together, each of them someone. */
function setsUnder(limit: number, sizes: readonly number[]): number[][] {
  const sets: { readonly groups: number[]; readonly people: number }[] = [];
  sizes.forEach((size, group) => {
    if (size === 0 || size >= limit) return;
    const wider = sets
      .filter(({ people }) => people + size < limit)
      .map((set) => ({ groups: [...set.groups, group], people: set.people + size }));
    sets.push({ groups: [group], people: size }, ...wider);
  });
  return sets.map(({ groups }) => groups);
}

const TINY = 1e-9;

/** What can be had of some sums by adding and subtracting multiples of them. */
class Span {
  /** Each begins, after zeros, with a 1 where all the others have a zero or begin later. */
  readonly #basis: number[][];

  constructor(basis: readonly number[][] = []) {
    this.#basis = [...basis];
  }

  add(vector: readonly number[]): void {
    const rest = this.#reduce(vector);
    const first = rest.findIndex((value) => Math.abs(value) > TINY);
    if (first >= 0) this.#basis.push(rest.map((value) => value / rest[first]!));
  }

  with(vector: readonly number[]): Span {
    const wider = new Span(this.#basis);
    wider.add(vector);
    return wider;
  }

  holds(vector: readonly number[]): boolean {
    return this.#reduce(vector).every((value) => Math.abs(value) <= TINY);
  }

  #reduce(vector: readonly number[]): number[] {
    return this.#basis.reduce(
      (rest, each) => {
        const factor = rest[each.findIndex((value) => Math.abs(value) > TINY)]!;
        return rest.map((value, index) => value - factor * each[index]!);
      },
      [...vector],
    );
  }
}
