import type { QualityFlag } from '../coding/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { Breakdown, Share } from './breakdown.js';

/** A favourable share with and without the marked responses. */
export interface ShareChange {
  readonly all: number;
  readonly without: number;
  /** `without` less `all`: −0.02 says that the marked ones are the more content. */
  readonly change: number;
}

/** What leaving marked responses out would do. */
export interface ExclusionEffect {
  /** 'any': every response with a mark. */
  readonly flag: QualityFlag | 'any';
  /** How many responses would go; null where that, or what they answered, would show fewer than the minimum. */
  readonly responses: number | null;
  /** Of all answers to the scale items told; null where none is. */
  readonly favourable: ShareChange | null;
  /** The item whose share changes most. */
  readonly largest: (ShareChange & { readonly item: string; readonly title: LocalizedText }) | null;
  /** On how many items this rests; those whose change would show few people's answers are left out. */
  readonly items: number;
  readonly itemsLeftOut: number;
}

/** A breakdown of the whole campaign (`by: null`, unweighted, all scale items) without the responses marked so. */
export interface WithoutMarked {
  readonly flag: QualityFlag | 'any';
  readonly breakdown: Breakdown;
}

/**
 * What it would change to leave out the responses with a mark of quality, flag by flag. What goes is the difference of two
 * breakdowns, so it is told only where the marked responses and their favourable and other answers are none or at least
 * the minimum each, and not within the minimum of those of another mark.
 *
 * @param all the breakdown of all responses, `by: null`: `breakDown` with `excludedFlags: 0`
 * @param without the same request with `excludedFlags` one flag's bit, and for 'any' with `quality: 'unflagged'`
 */
export function effectOfExcluding(all: Breakdown, without: readonly WithoutMarked[]): ExclusionEffect[] {
  const excluded = without.map(({ breakdown }) => numberLess(all.responses, breakdown.responses));
  return without.map((each, index) => {
    const responses = excluded[index]!;
    const close = excluded.some(
      (other, at) =>
        at !== index && other !== null && responses !== null && isSmall(other - responses, all.minimumCell),
    );
    return responses === null || isSmall(responses, all.minimumCell) || close
      ? { ...NOTHING_TOLD, flag: each.flag, itemsLeftOut: changesOf(all, each.breakdown).length }
      : effectOf(all, each, responses);
  });
}

const NOTHING_TOLD = { responses: null, favourable: null, largest: null, items: 0 } as const;

function effectOf(all: Breakdown, { flag, breakdown }: WithoutMarked, responses: number): ExclusionEffect {
  const changes = changesOf(all, breakdown);
  const told = changes.flatMap(({ before, after, ...item }) =>
    before && after && isSafe(before, after, all.minimumCell) ? [{ ...item, before, after }] : [],
  );
  const pooled = (side: 'before' | 'after'): number =>
    told.reduce((sum, item) => sum + item[side].count, 0) / told.reduce((sum, item) => sum + item[side].n, 0);
  const byItem = told.map(({ item, title, before, after }) => ({
    item,
    title,
    ...change(before.count / before.n, after.count / after.n),
  }));
  return {
    flag,
    responses,
    favourable: told.length === 0 ? null : change(pooled('before'), pooled('after')),
    largest: byItem.reduce<ExclusionEffect['largest']>(
      (most, one) => (!most || Math.abs(one.change) > Math.abs(most.change) ? one : most),
      null,
    ),
    items: told.length,
    itemsLeftOut: changes.length - told.length,
  };
}

/** The items with favourable options, before and after. */
function changesOf(
  all: Breakdown,
  without: Breakdown,
): { item: string; title: LocalizedText; before: Share | null; after: Share | null }[] {
  const after = new Map(without.items.map((item) => [item.code, item.total.favourable]));
  return all.items
    .filter(({ options }) => options.some(({ favourable }) => favourable))
    .map(({ code, title, total }) => ({
      item: code,
      title,
      before: total.favourable,
      after: after.get(code) ?? null,
    }));
}

const change = (all: number, without: number): ShareChange => ({ all, without, change: without - all });

const isSmall = (count: number, minimum: number): boolean => count !== 0 && Math.abs(count) < minimum;

function isSafe(before: Share, after: Share, minimum: number): boolean {
  const [favourable, n] = [before.count - after.count, before.n - after.n];
  return ![favourable, n, n - favourable].some((count) => isSmall(count, minimum));
}

const numberLess = (all: number | null, without: number | null): number | null =>
  all === null || without === null ? null : all - without;
