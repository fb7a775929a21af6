import type { ReactNode } from 'react';
import { formatPercent } from '../format/numbers';
import { palette } from '../tokens';

interface OptionBarsOptions {
  /** Each option's label and share of those who answered; null: withheld. */
  readonly bars: readonly {
    readonly label: string;
    readonly share: number | null;
    readonly withheld: string;
  }[];
  readonly label: string;
}

const ROW = 20;

/** Horizontal bars of an item without a satisfaction scale: an option a line, label left, percentage at the bar's end. */
export function OptionBars({ bars, label }: OptionBarsOptions): ReactNode {
  const most = Math.max(0.1, ...bars.map(({ share }) => share ?? 0));
  return (
    <svg className="option-bars" width="100%" height={ROW * bars.length} role="img" aria-label={label}>
      {bars.map(({ label: option, share, withheld }, index) => {
        const middle = ROW * index + ROW / 2;
        const width = ((share ?? 0) / most) * 46;
        return (
          <g key={option}>
            <text x="34%" dx={-6} y={middle} dy="0.36em" fontSize={11} textAnchor="end" fill={palette.text}>
              {option}
            </text>
            <rect x="34%" width={`${width.toFixed(2)}%`} y={middle - 6} height={12} fill={palette.deepBlue} />
            <text
              x={`${(34 + width).toFixed(2)}%`}
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
