import type { ReactNode } from 'react';
import { palette } from '../tokens';

interface IntervalMarkOptions {
  /** null: only a range is known (bounds of a withheld share). */
  readonly estimate: number | null;
  readonly lower: number;
  readonly upper: number;
  /** The shares at the two ends of the axis. */
  readonly domain: readonly [number, number];
  /** A value asked for, drawn as a line across. */
  readonly threshold?: number | null;
  readonly label: string;
  readonly height?: number;
}

const percent = (value: number): string => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(2)}%`;

/** A dot with its interval on an axis that all rows of a table share. A range without a dot is open at both ends. */
export function IntervalMark(options: IntervalMarkOptions): ReactNode {
  const { estimate, lower, upper, domain, threshold = null, label, height = 20 } = options;
  const x = (share: number): string => percent((share - domain[0]) / (domain[1] - domain[0]));
  const middle = height / 2;
  const inDomain = (share: number): boolean => share >= domain[0] && share <= domain[1];
  return (
    <svg className="interval-mark" width="100%" height={height} role="img" aria-label={label}>
      <line x1="0%" x2="100%" y1={middle} y2={middle} stroke={palette.line} strokeWidth={1} />
      {threshold !== null && inDomain(threshold) ? (
        <line
          className="threshold"
          x1={x(threshold)}
          x2={x(threshold)}
          y1={0}
          y2={height}
          stroke={palette.deepOrange}
          strokeWidth={1}
          strokeDasharray="3 2"
        />
      ) : null}
      {estimate === null ? (
        <rect
          className="bounds"
          x={x(lower)}
          width={percent((upper - lower) / (domain[1] - domain[0]))}
          y={middle - 4}
          height={8}
          fill="url(#withheld-hatch)"
          stroke="#9AA3AE"
        />
      ) : (
        <>
          <line
            className="interval"
            x1={x(lower)}
            x2={x(upper)}
            y1={middle}
            y2={middle}
            stroke={palette.deepBlue}
            strokeWidth={3}
            strokeOpacity={0.45}
          />
          <circle cx={x(estimate)} cy={middle} r={4} fill={palette.deepBlue} />
        </>
      )}
    </svg>
  );
}

/**
 * The axis that several shares need in common: from the tenth under the lowest to the tenth over the highest, at least
 * 0.3 wide, so that a difference of a point never looks like a chasm.
 */
export function shareDomain(shares: readonly number[], threshold: number | null = null): [number, number] {
  const all = threshold === null ? shares : [...shares, threshold];
  if (all.length === 0) return [0, 1];
  let low = Math.max(0, Math.floor(Math.min(...all) * 10 + 1e-9) / 10);
  let high = Math.min(1, Math.ceil(Math.max(...all) * 10 - 1e-9) / 10);
  while (high - low < 0.3 - 1e-9) {
    if (high < 1) high = Math.min(1, high + 0.1);
    if (high - low < 0.3 - 1e-9) low = Math.max(0, low - 0.1);
  }
  return [Math.round(low * 10) / 10, Math.round(high * 10) / 10];
}

/** Tick shares of an axis: every tenth, every second where the axis is wide, every fourth where it is nearly whole. */
export function shareTicks(domain: readonly [number, number]): number[] {
  const span = domain[1] - domain[0];
  const step = span > 0.75 ? 4 : span > 0.45 ? 2 : 1;
  const ticks: number[] = [];
  for (let tenth = Math.round(domain[0] * 10); tenth <= Math.round(domain[1] * 10); tenth += step) {
    ticks.push(tenth / 10);
  }
  return ticks;
}

/** The axis over a column of interval marks, in percent; its head says so: there is no room for signs. */
export function ShareAxis({ domain }: { readonly domain: readonly [number, number] }): ReactNode {
  const ticks = shareTicks(domain);
  return (
    <svg className="share-axis" width="100%" height={14} aria-hidden="true">
      {ticks.map((tick) => (
        <text
          key={tick}
          x={percent((tick - domain[0]) / (domain[1] - domain[0]))}
          y={11}
          fontSize={10}
          fill={palette.textMuted}
          textAnchor={tick === domain[0] ? 'start' : tick === domain[1] ? 'end' : 'middle'}
        >
          {Math.round(tick * 100)}
        </text>
      ))}
    </svg>
  );
}
