import type { ReactNode } from 'react';
import { formatPercent } from '../format/numbers';
import { palette } from '../tokens';
import { textEms } from './text-width';

interface OptionBarsOptions {
  /** Each option's label and share of those who answered; null: withheld. */
  readonly bars: readonly {
    readonly label: string;
    readonly share: number | null;
    readonly withheld: string;
  }[];
  readonly label: string;
}

interface Layout {
  readonly row: number;
  /** Where bars begin, and the longest bar, in percent of the width. */
  readonly from: number;
  readonly longest: number;
}

const BESIDE: Layout = { row: 20, from: 34, longest: 46 };
const ABOVE: Layout = { row: 34, from: 0, longest: 80 };
/** The longest label, in widths of a Chinese character, that a phone has room for beside the bar. */
const ROOM_BESIDE = 9.5;

/**
 * Horizontal bars of an item without a satisfaction scale: an option a line, percentage at the bar's end. Labels stand
 * left of the bars, or all above them where one is long.
 */
export function OptionBars({ bars, label }: OptionBarsOptions): ReactNode {
  const most = Math.max(0.1, ...bars.map(({ share }) => share ?? 0));
  const above = bars.some((bar) => textEms(bar.label) > ROOM_BESIDE);
  const { row, from, longest } = above ? ABOVE : BESIDE;
  return (
    <svg className="option-bars" width="100%" height={row * bars.length} role="img" aria-label={label}>
      {bars.map(({ label: option, share, withheld }, index) => {
        const middle = row * (index + 1) - 10;
        const width = ((share ?? 0) / most) * longest;
        return (
          <g key={option}>
            <text
              x={`${from}%`}
              dx={above ? 0 : -6}
              y={above ? middle - 14 : middle}
              dy="0.36em"
              fontSize={11}
              textAnchor={above ? 'start' : 'end'}
              fill={palette.text}
            >
              {option}
            </text>
            <rect
              x={`${from}%`}
              width={`${width.toFixed(2)}%`}
              y={middle - 6}
              height={12}
              fill={palette.deepBlue}
            />
            <text
              x={`${(from + width).toFixed(2)}%`}
              dx={4}
              y={middle}
              dy="0.36em"
              fontSize={11}
              fill="#3E4956"
            >
              {share === null ? withheld : formatPercent(share)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
