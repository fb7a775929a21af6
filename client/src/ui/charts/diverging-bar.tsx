import type { ReactNode } from 'react';
import { formatWholePercent } from '../format/numbers';
import { palette } from '../tokens';
import type { Segment } from './diverging-geometry';

interface DivergingBarOptions {
  readonly segments: readonly Segment[];
  /** The axis that all bars of a table share. */
  readonly domain: readonly [number, number];
  /** The bar in words, for those who cannot see it. */
  readonly label: string;
  readonly height?: number;
  /** Whether segments wide enough carry their percentage. */
  readonly labelled?: boolean;
}

/** The smallest piece of the axis that has room for a label. */
const ROOM_FOR_LABEL = 0.095;

const percent = (value: number): string => `${(value * 100).toFixed(2)}%`;

/** One row of a diverging stacked bar chart: an SVG as wide as its container. Withheld parts are hatched. */
export function DivergingBar({
  segments,
  domain,
  label,
  height = 22,
  labelled = true,
}: DivergingBarOptions): ReactNode {
  const span = domain[1] - domain[0];
  const x = (value: number): number => (value - domain[0]) / span;
  return (
    <svg className="diverging-bar" width="100%" height={height} role="img" aria-label={label}>
      {/* Behind the bar, so that it shows above and below without crossing out a percentage. */}
      <line
        x1={percent(x(0))}
        x2={percent(x(0))}
        y1={0}
        y2={height}
        stroke={palette.text}
        strokeWidth={1}
        strokeOpacity={0.55}
      />
      {segments.map((segment) => (
        <g key={segment.option ?? 'withheld'}>
          <rect
            x={percent(x(segment.from))}
            width={percent((segment.to - segment.from) / span)}
            y={3}
            height={height - 6}
            fill={segment.option === null ? 'url(#withheld-hatch)' : segment.fill}
          />
          {labelled && segment.option !== null && segment.share / span >= ROOM_FOR_LABEL ? (
            <text
              x={percent(x((segment.from + segment.to) / 2))}
              y={height / 2}
              dy="0.36em"
              textAnchor="middle"
              fontSize={11}
              fill={segment.ink}
            >
              {formatWholePercent(segment.share)}
            </text>
          ) : null}
        </g>
      ))}
    </svg>
  );
}
