import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RovingPoints } from '../../../ui/charts/roving-points';
import { linearScale, plotDomain, plotTicks, type Scale } from '../../../ui/charts/scales';
import { cutText, textEms } from '../../../ui/charts/text-width';
import { formatWholePercent } from '../../../ui/format/numbers';
import { palette } from '../../../ui/tokens';
import { extentOf, shareOf, type PlotRow } from './plot-rows';
import type { PlotWords } from './plot-words';

export interface DotIntervalDrawingOptions {
  readonly total: PlotRow;
  readonly rows: readonly PlotRow[];
  readonly words: PlotWords;
  readonly label: string;
  /** Pixels. */
  readonly width: number;
  /** null: a still picture. */
  readonly points: RovingPoints | null;
}

const FONT = 12;
const TOP = 34;
const BOTTOM = 6;
/** From so many rows on the axis stands under them, too. */
const LONG = 26;
const BOTTOM_AXIS = 20;
/** Under this the label stands over its line. */
const NARROW = 560;
/** Keeps a text legible where a line runs through it. */
const HALO = {
  stroke: palette.surface,
  strokeWidth: 3,
  strokeLinejoin: 'round',
  paintOrder: 'stroke',
} as const;

interface Layout {
  readonly narrow: boolean;
  readonly rowHeight: number;
  readonly labelEms: number;
  /** Pixels where the axis begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Right edges of the share's and the base's column. */
  readonly shareAt: number;
  readonly baseAt: number;
}

function layoutOf(rows: readonly PlotRow[], words: PlotWords, width: number): Layout {
  const narrow = width < NARROW;
  const longest = Math.max(4, ...rows.map((row) => textEms(words.name(row))));
  const labelEms = narrow ? (width - 130) / FONT : Math.min(longest, (width * 0.3) / FONT);
  const [baseAt, shareAt] = [width - 2, width - 52];
  return {
    narrow,
    rowHeight: narrow ? 38 : 22,
    labelEms,
    from: narrow ? 18 : labelEms * FONT + 16,
    to: narrow ? width - 18 : width - 150,
    shareAt,
    baseAt,
  };
}

/** A line per row: a dot for the share, a line for its interval, share and n at the side; the total runs through all. */
export function DotIntervalDrawing(options: DotIntervalDrawingOptions): ReactNode {
  const { total, rows, words, label, width, points } = options;
  const { t } = useTranslation('inspect');
  const layout = layoutOf(rows, words, width);
  const totalShare = shareOf(total);
  const domain = plotDomain([...rows.flatMap(extentOf), ...(totalShare === null ? [] : [totalShare])]);
  const x = linearScale(domain, [layout.from, layout.to]);
  const end = TOP + rows.length * layout.rowHeight + BOTTOM;
  const long = rows.length >= LONG;
  const height = end + (long ? BOTTOM_AXIS : 0);
  return (
    <svg
      className="plot-drawing"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={points ? 'group' : 'img'}
      aria-label={label}
      fontSize={FONT}
      fill={palette.text}
      {...points?.holder}
    >
      <Axis domain={domain} x={x} bottom={end} long={long} layout={layout} nHead={t('col.n')} />
      {totalShare === null ? null : (
        <TotalLine x={x(totalShare)} bottom={end} width={width}>
          {t('plot.total', { share: words.short(total) })}
        </TotalLine>
      )}
      {rows.map((row, place) => (
        <Row
          key={row.key}
          row={row}
          words={words}
          layout={layout}
          x={x}
          top={TOP + place * layout.rowHeight}
          {...(points ? { point: points.point(place, words.sentence(row)) } : {})}
        />
      ))}
    </svg>
  );
}

interface AxisOptions {
  readonly domain: readonly [number, number];
  readonly x: Scale;
  readonly bottom: number;
  /** Whether its figures stand at the bottom, too. */
  readonly long: boolean;
  readonly layout: Layout;
  readonly nHead: string;
}

function Axis({ domain, x, bottom, long, layout, nHead }: AxisOptions): ReactNode {
  return (
    <g fontSize={11} fill={palette.textMuted}>
      {plotTicks(domain).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} stroke={palette.line} strokeWidth={1} />
          <text x={x(tick)} y={TOP - 5} textAnchor="middle">
            {formatWholePercent(tick)}
          </text>
          {long ? (
            <text x={x(tick)} y={bottom + 14} textAnchor="middle">
              {formatWholePercent(tick)}
            </text>
          ) : null}
        </g>
      ))}
      {layout.narrow ? null : (
        <text x={layout.baseAt} y={TOP - 5} textAnchor="end">
          {nHead}
        </text>
      )}
    </g>
  );
}

interface TotalLineOptions {
  readonly x: number;
  readonly bottom: number;
  readonly width: number;
  readonly children: string;
}

/** The total as a line through all rows, named over it. */
function TotalLine({ x, bottom, width, children }: TotalLineOptions): ReactNode {
  const half = (textEms(children) * 11) / 2 + 2;
  return (
    <>
      <line
        className="plot-total"
        x1={x}
        x2={x}
        y1={16}
        y2={bottom}
        stroke={palette.text}
        strokeWidth={1}
        strokeDasharray="4 3"
      />
      <text
        x={Math.min(width - half, Math.max(half, x))}
        y={12}
        fontSize={11}
        fontWeight={600}
        textAnchor="middle"
      >
        {children}
      </text>
    </>
  );
}

interface RowOptions {
  readonly row: PlotRow;
  readonly words: PlotWords;
  readonly layout: Layout;
  readonly x: Scale;
  readonly top: number;
  readonly point?: ReturnType<RovingPoints['point']>;
}

function Row({ row, words, layout, x, top, point }: RowOptions): ReactNode {
  const { narrow, rowHeight, labelEms, from, shareAt, baseAt } = layout;
  const middle = top + (narrow ? 27 : rowHeight / 2);
  const text = narrow ? top + 14 : middle + 4;
  const known = row.figure.kind === 'share' || row.figure.kind === 'bounds';
  return (
    <g {...point}>
      <rect
        className="plot-hit"
        x={0}
        y={top}
        width={baseAt + 2}
        height={rowHeight}
        fill={palette.surface}
        fillOpacity={0}
      />
      <text x={narrow ? 2 : from - 14} y={text} textAnchor={narrow ? 'start' : 'end'} {...HALO}>
        {cutText(words.name(row), labelEms)}
      </text>
      <Mark row={row} x={x} middle={middle} />
      {known ? (
        <>
          <text
            x={shareAt}
            y={text}
            textAnchor="end"
            fontWeight={row.figure.kind === 'share' ? 600 : 400}
            {...HALO}
          >
            {words.short(row)}
          </text>
          <text x={baseAt} y={text} textAnchor="end" fill={palette.textMuted} {...HALO}>
            {narrow ? `n ${words.base(row)}` : words.base(row)}
          </text>
        </>
      ) : (
        <text x={from} y={middle + 4} fontSize={11} fill={palette.textMuted} {...HALO}>
          {words.short(row)}
        </text>
      )}
    </g>
  );
}

function Mark({ row: { figure }, x, middle }: { row: PlotRow; x: Scale; middle: number }): ReactNode {
  if (figure.kind === 'bounds') {
    return (
      <rect
        className="plot-bounds"
        x={x(figure.atLeast)}
        width={Math.max(1, x(figure.atMost) - x(figure.atLeast))}
        y={middle - 5}
        height={10}
        fill={palette.grey}
        fillOpacity={0.6}
      />
    );
  }
  if (figure.kind !== 'share') return null;
  return (
    <>
      <line
        className="plot-interval"
        x1={x(figure.lower)}
        x2={x(figure.upper)}
        y1={middle}
        y2={middle}
        stroke={palette.deepBlue}
        strokeWidth={3}
        strokeOpacity={0.45}
      />
      <circle className="plot-dot" cx={x(figure.share)} cy={middle} r={4} fill={palette.deepBlue} />
    </>
  );
}
