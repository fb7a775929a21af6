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

/**
 * The tone of each option, in the order given. Favourable options go from deep to light blue and unfavourable ones from
 * light to deep orange, by score. A scale with one more option below than above has a middle: it is grey.
 * An item without favourable options is not a satisfaction scale: its options are plain.
 */
export function optionTones(options: readonly ChartOption[]): Tone[] {
  const valid = options.filter((option) => !option.missing);
  if (!valid.some((option) => option.favourable)) {
    return options.map((option) =>
      option.missing ? tone('missing', palette.unknown) : tone('plain', palette.deepBlue),
    );
  }
  const byScore = [...valid].sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  const favourable = byScore.filter((option) => option.favourable);
  const rest = byScore.filter((option) => !option.favourable);
  const middle = rest.length === favourable.length + 1 ? rest[0] : undefined;
  const unfavourable = middle ? rest.slice(1) : rest;
  return options.map((option) => {
    if (option.missing) return tone('missing', palette.unknown);
    if (option === middle) return tone('neutral', palette.grey);
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
