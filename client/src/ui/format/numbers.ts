/**
 * Figures as the whole product writes them. Intl rounds the decimal that a reader sees, half away from zero, as spreadsheet
 * programs do; `toFixed` rounds the binary value and now and then differs by a digit.
 */
const percentFormat = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const wholePercentFormat = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 });
const countFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const meanFormat = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A proportion (0 to 1) as a percentage with one decimal: `87.3%`. */
export const formatPercent = (share: number): string => percentFormat.format(share);

/** A proportion as a whole percentage, for axis labels and narrow places: `87%`. */
export const formatWholePercent = (share: number): string => wholePercentFormat.format(share);

/** An interval of proportions: `84.1–90.2%`. */
export const formatInterval = (lower: number, upper: number): string =>
  `${percentFormat.format(lower).replace('%', '')}–${percentFormat.format(upper)}`;

/** A number of persons with thousands separators: `14,200`. */
export const formatCount = (count: number): string => countFormat.format(count);

/** A mean or standard deviation with two decimals: `4.12`. */
export const formatMean = (mean: number): string => meanFormat.format(mean);

/** A difference of proportions in percentage points, signed: `+3.2`, `−1.0`, `0.0`. */
export function formatPoints(difference: number): string {
  const written = percentFormat.format(Math.abs(difference)).replace('%', '');
  if (Number(written.replace(/,/g, '')) === 0) return '0.0';
  return (difference > 0 ? '+' : '−') + written;
}

/** A p value with its sign: `< 0.001`, `= 0.023`. */
export const formatPValue = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`);

/** Bytes received so far: `0.8 MB`. */
export const formatMegabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
