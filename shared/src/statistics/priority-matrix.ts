import { failure, success, type Outcome } from './outcome.js';

/** What an aspect's place in the matrix advises. */
export type Priority = 'improve' | 'maintain' | 'watch' | 'ease';

export interface AspectPriority {
  readonly code: string;
  /** improve: important, unsatisfying; maintain: both; watch: neither; ease: satisfying, of little importance. */
  readonly priority: Priority;
}

export interface PriorityMatrix {
  /** Where the matrix is cut: the aspects' mean importance and mean satisfaction. */
  readonly importanceCut: number;
  readonly satisfactionCut: number;
  readonly aspects: readonly AspectPriority[];
}

/**
 * Importance × satisfaction: sorts aspects into four fields about the aspects' own means, so that the fields say what to
 * do first, not what is good or bad in itself.
 *
 * @param aspects each with its importance (an LMG share of `relativeImportance`) and satisfaction (a share or mean)
 * @returns `tooFewGroups` under two aspects, `invalidValue`
 * @see Martilla & James (1977), "Importance-performance analysis", Journal of Marketing 41
 */
export function priorityMatrix(
  aspects: readonly { readonly code: string; readonly importance: number; readonly satisfaction: number }[],
): Outcome<PriorityMatrix> {
  if (aspects.length < 2) return failure('tooFewGroups');
  const valid = aspects.every(
    (aspect) => Number.isFinite(aspect.importance) && Number.isFinite(aspect.satisfaction),
  );
  if (!valid) return failure('invalidValue');
  const importanceCut = aspects.reduce((sum, { importance }) => sum + importance, 0) / aspects.length;
  const satisfactionCut = aspects.reduce((sum, { satisfaction }) => sum + satisfaction, 0) / aspects.length;
  return success({
    importanceCut,
    satisfactionCut,
    aspects: aspects.map(({ code, importance, satisfaction }) => {
      const satisfying = satisfaction >= satisfactionCut;
      if (importance >= importanceCut) return { code, priority: satisfying ? 'maintain' : 'improve' };
      return { code, priority: satisfying ? 'ease' : 'watch' };
    }),
  });
}
