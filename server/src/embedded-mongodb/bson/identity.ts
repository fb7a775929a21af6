import { TextClasses, type Collation } from './collation.js';
import { encodeKey } from './key-encoding.js';

/**
 * Gives values that compare equal the same text, to be the key of a table. Under a collation the function remembers
 * the texts it has met: use one for one run.
 */
export function valueIdentity(collation: Collation | null | undefined): (value: unknown) => string {
  if (!collation) return (value) => encodeKey(value).toString('latin1');
  const classes = new TextClasses(collation);
  return (value) => encodeKey(classes.represent(value)).toString('latin1');
}
