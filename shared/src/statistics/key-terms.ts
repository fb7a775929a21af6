import { failure, success, type Outcome } from './outcome.js';

/** A term with how much more one group uses it than the others. */
export interface KeyTerm {
  readonly term: string;
  /** Uses in the group. */
  readonly count: number;
  /** Log odds ratio of the term in the group against the others, in natural units. */
  readonly logOdds: number;
  /** It over its standard error; from about 2 on the term marks the group. */
  readonly z: number;
}

/**
 * Which terms mark a group's open answers: the log odds ratio against the others with an informative Dirichlet prior,
 * the terms' share in all answers. The prior draws rare terms towards no difference, so that a term used once by one
 * group does not lead the list.
 *
 * @param group per term how often the group uses it, whole numbers
 * @param others per term how often the others do
 * @param priorSize how many words the prior is worth (default 500)
 * @returns every term of either, highest z first; `noData` where either has no words; `invalidValue`
 * @see Monroe, Colaresi & Quinn (2008), "Fightin' words", Political Analysis 16, equations 15, 20 and 21
 */
export function keyTerms(
  group: ReadonlyMap<string, number>,
  others: ReadonlyMap<string, number>,
  priorSize = 500,
): Outcome<readonly KeyTerm[]> {
  const counts = [...group.values(), ...others.values()];
  if (!counts.every((count) => count >= 0 && Number.isFinite(count)) || !(priorSize > 0)) {
    return failure('invalidValue');
  }
  const total = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((sum, count) => sum + count, 0);
  const [own, rest] = [total(group), total(others)];
  if (own === 0 || rest === 0) return failure('noData');
  const terms = [...new Set([...group.keys(), ...others.keys()])].flatMap((term) => {
    const [y, x] = [group.get(term) ?? 0, others.get(term) ?? 0];
    if (y + x === 0) return [];
    const prior = (priorSize * (y + x)) / (own + rest);
    const odds = (count: number, size: number) =>
      Math.log((count + prior) / (size + priorSize - count - prior));
    const logOdds = odds(y, own) - odds(x, rest);
    return [{ term, count: y, logOdds, z: logOdds / Math.sqrt(1 / (y + prior) + 1 / (x + prior)) }];
  });
  if (terms.length < 2) return failure('tooFewGroups');
  return success(terms.sort((one, other) => other.z - one.z || (one.term < other.term ? -1 : 1)));
}
