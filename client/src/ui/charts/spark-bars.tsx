import type { ReactNode } from 'react';
import { palette } from '../tokens';

/** A word-sized bar chart of a series, each on its own scale; the figures stand in the table beside it. */
export function SparkBars({
  values,
  label,
}: {
  readonly values: readonly number[];
  readonly label: string;
}): ReactNode {
  const most = Math.max(1, ...values);
  const step = 100 / Math.max(1, values.length);
  return (
    <svg className="spark-bars" width="100%" height={18} role="img" aria-label={label}>
      {values.map((value, index) => (
        <rect
          key={index}
          x={`${(step * (index + 0.1)).toFixed(2)}%`}
          width={`${(step * 0.8).toFixed(2)}%`}
          y={18 - Math.max(value > 0 ? 1 : 0, (18 * value) / most)}
          height={Math.max(value > 0 ? 1 : 0, (18 * value) / most)}
          fill={palette.deepBlue}
        />
      ))}
    </svg>
  );
}
