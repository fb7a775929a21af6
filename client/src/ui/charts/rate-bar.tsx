import type { ReactNode } from 'react';
import { palette } from '../tokens';

/** A thin bar of a proportion (0 to 1); more than the whole frame fills it. Its figure stands beside it in the table. */
export function RateBar({ rate }: { readonly rate: number }): ReactNode {
  const width = `${(Math.min(1, Math.max(0, rate)) * 100).toFixed(1)}%`;
  return (
    <svg className="rate-bar" width="100%" height={8} aria-hidden="true">
      <rect width="100%" height={8} fill="#EEF0F3" />
      <rect width={width} height={8} fill={palette.deepBlue} />
    </svg>
  );
}
