import { palette } from '../tokens';

type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb => [
  parseInt(hex.slice(1, 3), 16),
  parseInt(hex.slice(3, 5), 16),
  parseInt(hex.slice(5, 7), 16),
];

const write = (rgb: Rgb): string =>
  '#' +
  rgb
    .map((channel) => Math.round(channel).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

/** The colour `t` (0 to 1) of the way from `from` to `to`, both `#RRGGBB`. */
export function mix(from: string, to: string, t: number): string {
  const a = parse(from);
  const b = parse(to);
  return write([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]);
}

/** Relative luminance of WCAG 2. */
function luminance(hex: string): number {
  const [r, g, b] = parse(hex).map((channel) => {
    const c = channel / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Least contrast of small text (WCAG 2, AA). */
const READABLE = 4.5;

/** The text colour or white, whichever can be read on `fill`; black in the narrow band of mid-tones where neither can. */
export function inkOn(fill: string): string {
  const best = contrast('#FFFFFF', fill) >= contrast(palette.text, fill) ? '#FFFFFF' : palette.text;
  return contrast(best, fill) >= READABLE ? best : '#000000';
}
