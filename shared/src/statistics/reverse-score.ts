/**
 * Turns the score of an item with reversed wording round, so that a high score means the same on every item of a scale.
 *
 * @param score on the item's scale; NaN (missing) stays NaN
 * @param lowest the scale's lowest score
 * @param highest its highest
 */
export function reverseScore(score: number, lowest: number, highest: number): number {
  return lowest + highest - score;
}
