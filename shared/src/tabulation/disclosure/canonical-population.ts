import type { Filter } from '../filter.js';
import { STRATA, type Population } from '../request.js';
import { variableKey } from '../variable.js';

/**
 * A population as a text that is the same however its conditions are ordered or repeated. Two texts may still stand for the
 * same responses.
 */
export function canonicalPopulation({ filter, where, quality }: Population): string {
  const strata = STRATA.flatMap((stratum) => {
    const keys = filter[stratum] ?? [];
    return keys.length === 0 ? [] : [[stratum, inOrder(keys)] as const];
  });
  return JSON.stringify({ strata, where: where ? canonicalFilter(where) : null, quality });
}

const inOrder = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

function canonicalFilter(filter: Filter): string {
  if ('not' in filter) return JSON.stringify({ not: canonicalFilter(filter.not) });
  if ('in' in filter)
    return JSON.stringify({ variable: variableKey(filter.variable), in: inOrder(filter.in) });
  const [kind, parts] = 'and' in filter ? (['and', filter.and] as const) : (['or', filter.or] as const);
  const texts = inOrder(parts.map(canonicalFilter));
  return texts.length === 1 ? texts[0]! : JSON.stringify({ [kind]: texts });
}
