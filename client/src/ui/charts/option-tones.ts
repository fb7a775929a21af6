import { palette } from '../tokens';
import { inkOn, mix } from './colour';

/** What a chart has to know of an item's option. */
export interface ChartOption {
  readonly score: number | null;
  readonly missing: boolean;
  readonly favourable: boolean;
}

/** Where an option stands on the diverging scale. */
export type ToneRole = 'favourable' | 'neutral' | 'unfavourable' | 'missing' | 'plain';

export interface Tone {
  readonly role: ToneRole;
  readonly fill: string;
  /** Colour of a label inside the fill. */
  readonly ink: string;
}

const tone = (role: ToneRole, fill: string): Tone => ({ role, fill, ink: inkOn(fill) });

/** `count` colours from `deep` to `light`; a single one is deep. */
const ramp = (deep: string, light: string, count: number, index: number): string =>
  count <= 1 ? deep : mix(deep, light, index / (count - 1));

/** Scores of the "passives" of a recommendation scale (0 to 10): neither promoters nor detractors. */
const PASSIVE_SCORES: readonly (number | null)[] = [7, 8];

/**
 * The tone of each option, in the order given. Favourable options go from deep to light blue and unfavourable ones from
 * light to deep orange, by score. A scale with one more option below than above has a middle: it is grey.
 * On a recommendation scale (`nps`) the passives are. An item without favourable options is not a satisfaction scale: its
 * options are plain.
 */
export function optionTones(options: readonly ChartOption[], scaleType: string | null = null): Tone[] {
  const valid = options.filter((option) => !option.missing);
  if (!valid.some((option) => option.favourable)) {
    return options.map((option) =>
      option.missing ? tone('missing', palette.unknown) : tone('plain', palette.deepBlue),
    );
  }
  const byScore = [...valid].sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  const favourable = byScore.filter((option) => option.favourable);
  const rest = byScore.filter((option) => !option.favourable);
  const neutral = neutralOf(rest, favourable.length, scaleType);
  const unfavourable = rest.filter((option) => !neutral.includes(option));
  return options.map((option) => {
    if (option.missing) return tone('missing', palette.unknown);
    if (neutral.includes(option)) return tone('neutral', palette.grey);
    const above = favourable.indexOf(option);
    if (above >= 0) {
      return tone('favourable', ramp(palette.deepBlue, palette.lightBlue, favourable.length, above));
    }
    const fromBottom = unfavourable.length - 1 - unfavourable.indexOf(option);
    return tone(
      'unfavourable',
      ramp(palette.deepOrange, palette.lightOrange, unfavourable.length, fromBottom),
    );
  });
}

function neutralOf(
  rest: readonly ChartOption[],
  favourable: number,
  scaleType: string | null,
): readonly ChartOption[] {
  if (scaleType === 'nps') return rest.filter(({ score }) => PASSIVE_SCORES.includes(score));
  return rest.length === favourable + 1 ? rest.slice(0, 1) : [];
}
