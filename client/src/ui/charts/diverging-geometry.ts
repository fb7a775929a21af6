import { optionTones, type ChartOption, type Tone } from './option-tones';

/** One piece of a diverging bar; `from` and `to` are proportions on an axis whose zero is the middle of the neutral option. */
export interface Segment {
  /** Index into the options; null: several options whose single counts are withheld. */
  readonly option: number | null;
  readonly role: Tone['role'];
  readonly fill: string;
  readonly ink: string;
  readonly share: number;
  readonly from: number;
  readonly to: number;
}

interface Piece {
  readonly option: number | null;
  readonly tone: Tone;
  readonly share: number;
}

const ORDER = { unfavourable: 0, neutral: 1, favourable: 2 } as const;
type Scaled = keyof typeof ORDER;

/**
 * The segments of one row's bar, from the least to the most favourable option.
 *
 * @param options the item's options
 * @param counts answers per option; null where withheld
 * @param n valid answers: the base of the shares
 * @param scaleType the scale's type, where the item has one
 * @returns null where the bar can't be drawn truthfully: the row is empty, has no satisfaction scale, or what is withheld
 * lies on both sides of the middle
 */
export function divergingSegments(
  options: readonly ChartOption[],
  counts: readonly (number | null)[],
  n: number | null,
  scaleType: string | null = null,
): Segment[] | null {
  if (!n) return null;
  const tones = optionTones(options, scaleType);
  const scaled = options
    .map((option, index) => ({ index, option, tone: tones[index]!, count: counts[index] ?? null }))
    .filter(({ tone }) => tone.role in ORDER)
    .sort(
      (a, b) =>
        ORDER[a.tone.role as Scaled] - ORDER[b.tone.role as Scaled] ||
        (a.option.score ?? 0) - (b.option.score ?? 0),
    );
  if (scaled.length === 0) return null;
  const withheld = scaled.filter(({ count }) => count === null);
  const roles = new Set(withheld.map(({ tone }) => tone.role));
  if (roles.size > 1) return null;
  const known = scaled.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const pieces: Piece[] = [];
  let withheldDrawn = false;
  for (const { index, tone, count } of scaled) {
    if (count !== null) pieces.push({ option: index, tone, share: count / n });
    else if (!withheldDrawn) {
      pieces.push({ option: null, tone, share: Math.max(0, (n - known) / n) });
      withheldDrawn = true;
    }
  }
  return place(pieces.filter((piece) => piece.share > 0));
}

function place(pieces: readonly Piece[]): Segment[] {
  let at = 0;
  for (const { tone, share } of pieces) {
    if (tone.role === 'unfavourable') at -= share;
    else if (tone.role === 'neutral') at -= share / 2;
  }
  return pieces.map(({ option, tone, share }) => {
    const from = at;
    at += share;
    return { option, role: tone.role, fill: tone.fill, ink: tone.ink, share, from, to: at };
  });
}

/** The part of the axis (−1 to 1) that several bars need in common, in steps of a tenth. */
export function divergingDomain(bars: readonly (readonly Segment[] | null)[]): [number, number] {
  let low = 0;
  let high = 0;
  for (const bar of bars) {
    if (!bar || bar.length === 0) continue;
    low = Math.min(low, bar[0]!.from);
    high = Math.max(high, bar[bar.length - 1]!.to);
  }
  const domain: [number, number] = [
    Math.floor(low * 10 + 1e-9) / 10,
    Math.min(1, Math.ceil(high * 10 - 1e-9) / 10),
  ];
  return domain[0] === domain[1] ? [0, 1] : domain;
}
