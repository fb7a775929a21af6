import type { ReactNode } from 'react';
import { formatCount } from '../format/numbers';
import { palette } from '../tokens';

interface DayBarsOptions {
  /** One bar a day, in order: `2019-03-11` and its responses. */
  readonly days: readonly { readonly day: string; readonly responses: number }[];
  readonly label: string;
}

const TOP = 16;
const BASE = 92;
const HEIGHT = 110;

/** A small bar chart of returns per day, each bar with its number over it and its day under it. */
export function DayBars({ days, label }: DayBarsOptions): ReactNode {
  const most = Math.max(1, ...days.map(({ responses }) => responses));
  const step = 100 / Math.max(1, days.length);
  const every = Math.ceil(days.length / 10);
  return (
    <svg className="day-bars" width="100%" height={HEIGHT} role="img" aria-label={label}>
      <line x1="0%" x2="100%" y1={BASE + 0.5} y2={BASE + 0.5} stroke="#9AA3AE" />
      {days.map(({ day, responses }, index) => {
        const height = ((BASE - TOP) * responses) / most;
        const middle = `${(step * (index + 0.5)).toFixed(2)}%`;
        return (
          <g key={day}>
            <rect
              x={`${(step * (index + 0.12)).toFixed(2)}%`}
              width={`${(step * 0.76).toFixed(2)}%`}
              y={BASE - height}
              height={height}
              fill={palette.deepBlue}
            />
            {index % every === 0 ? (
              <>
                <text x={middle} y={BASE - height - 4} fontSize={10} textAnchor="middle" fill={palette.text}>
                  {formatCount(responses)}
                </text>
                <text x={middle} y={HEIGHT - 4} fontSize={10} textAnchor="middle" fill={palette.textMuted}>
                  {`${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}`}
                </text>
              </>
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
