/** From this share of a cell's answers on, one unit speaks in it rather than the group. */
const DOMINANT_SHARE = 0.8;

/** Somebody's answer in a cell of open answers: a term, a theme, a list of quotations. */
export interface Contribution {
  /** The unit that the respondent belongs to; null: to none. */
  readonly unit: string | null;
}

/**
 * Whether a cell of open answers may be attributed to those that `base` is of. It may not where fewer than the minimum gave
 * it, nor where nearly all of it comes from one unit, whose insiders would know their own: what then looks like the voice
 * of a group is that of one school. Where the base itself is nearly all of that unit, attributing to the one is
 * attributing to the other, and the minimum alone decides.
 *
 * @param cell a respondent's answer each
 * @param base all answers of those whom the cell would be attributed to, among them the cell's
 */
export function mayBeAttributed(
  cell: readonly Contribution[],
  base: readonly Contribution[],
  minimum: number,
): boolean {
  if (cell.length < minimum) return false;
  const dominant = dominantUnit(cell);
  return dominant === null || dominant === dominantUnit(base);
}

/** The unit that nearly all the answers are from; null where there is none. */
export function dominantUnit(answers: readonly Contribution[]): string | null {
  const byUnit = new Map<string, number>();
  for (const { unit } of answers) if (unit !== null) byUnit.set(unit, (byUnit.get(unit) ?? 0) + 1);
  for (const [unit, count] of byUnit) if (count >= DOMINANT_SHARE * answers.length) return unit;
  return null;
}
