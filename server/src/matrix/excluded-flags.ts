import { flagBit } from '@duwen/shared/coding';
import type { QualityDecision } from '../store/campaigns.js';

/**
 * The marks whose responses a round has decided to leave out, as bits.
 *
 * @param decisions in the order in which they were made: the last about a mark counts
 */
export function excludedFlags(decisions: readonly QualityDecision[]): number {
  let bits = 0;
  for (const { flag, excluded } of decisions) bits = excluded ? bits | flagBit(flag) : bits & ~flagBit(flag);
  return bits;
}
