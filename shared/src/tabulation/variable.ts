import { STRATA, type Stratum } from './request.js';

/** What can stand in the rows, the columns or the filter of a table: a stratum, or an item's answers. */
export type Variable = { readonly stratum: Stratum } | { readonly item: string };

const ITEM = 'item:';

/** A variable as an address or a key of a map holds it: `unit`, `item:FAC1`. */
export const variableKey = (variable: Variable): string =>
  'item' in variable ? `${ITEM}${variable.item}` : variable.stratum;

/** Reads what `variableKey` wrote; null for anything else. */
export function readVariable(key: string): Variable | null {
  if (key.startsWith(ITEM)) return key.length > ITEM.length ? { item: key.slice(ITEM.length) } : null;
  const stratum = STRATA.find((name) => name === key);
  return stratum ? { stratum } : null;
}
