import { palette } from '../tokens';
import { inkOn, mix } from './colour';

/** The difference (as a proportion) from which on a cell has the deepest colour. */
export const FULL_DIFFERENCE = 0.2;

const PAPER = '#F3F4F6';

/**
 * The colour of a heat map's cell: how far a share lies from the item's own total. Near it the cell is pale; blue is above,
 * orange is below, deepest from `FULL_DIFFERENCE` on.
 */
export function differenceTone(difference: number): { fill: string; ink: string } {
  const strength = Math.min(1, Math.abs(difference) / FULL_DIFFERENCE);
  const [light, deep] =
    difference >= 0 ? [palette.lightBlue, palette.deepBlue] : [palette.lightOrange, palette.deepOrange];
  const fill = strength <= 0.5 ? mix(PAPER, light, strength * 2) : mix(light, deep, (strength - 0.5) * 2);
  return { fill, ink: inkOn(fill) };
}
