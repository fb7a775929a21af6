import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RovingPoints } from '../../../ui/charts/roving-points';
import { linearScale, plotDomain, plotTicks, type Scale } from '../../../ui/charts/scales';
import { formatCount, formatWholePercent } from '../../../ui/format/numbers';
import { palette } from '../../../ui/tokens';
import { writtenShare } from '../told-figures';
import { extentOf, shareOf, type PlotRow } from './plot-rows';
import { runsOf, type TrendDay } from './trend-days';

export interface TrendDrawingOptions {
  readonly days: readonly TrendDay[];
  readonly total: PlotRow;
  readonly sentence: (row: PlotRow) => string;
  readonly label: string;
  readonly width: number;
  /** null: a still picture. */
  readonly points: RovingPoints | null;
}

const FONT = 12;
const MARGIN = { top: 22, right: 80, left: 44 };
const NARROW = 560;
const SHARES = 210;
const GAP = 30;
const BARS = 54;
const HEIGHT = MARGIN.top + SHARES + GAP + BARS + 22;
/** Pixels that a day's written base needs. */
const ROOM_FOR_BASE = 40;

interface Frame {
  readonly width: number;
  readonly right: number;
  /** Pixels of a day. */
  readonly step: number;
  readonly x: (place: number) => number;
  readonly y: Scale;
  readonly domain: readonly [number, number];
  readonly most: number;
}

function frameOf(days: readonly TrendDay[], total: PlotRow, width: number): Frame {
  const right = width - (width < NARROW ? 10 : MARGIN.right);
  const step = (right - MARGIN.left) / Math.max(1, days.length);
  const share = shareOf(total);
  const domain = plotDomain([
    ...days.flatMap(({ row }) => (row ? extentOf(row) : [])),
    ...(share === null ? [] : [share]),
  ]);
  return {
    width,
    right,
    step,
    domain,
    x: (place) => MARGIN.left + step * (place + 0.5),
    y: linearScale(domain, [MARGIN.top + SHARES, MARGIN.top]),
    most: Math.max(1, ...days.map(({ row }) => row?.n ?? 0)),
  };
}

/** Shares by day with their intervals, broken where a day's is not known; below, how many answered that day. */
export function TrendDrawing({
  days,
  total,
  sentence,
  label,
  width,
  points,
}: TrendDrawingOptions): ReactNode {
  const frame = frameOf(days, total, width);
  const places = days.flatMap(({ row }, place) => (row ? [{ row, place }] : []));
  return (
    <svg
      className="plot-drawing"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role={points ? 'group' : 'img'}
      aria-label={label}
      fontSize={FONT}
      fill={palette.text}
      {...points?.holder}
    >
      <Axis frame={frame} />
      <TotalLine total={total} frame={frame} />
      {runsOf(days).map((run) => (
        <polyline
          key={run[0]}
          className="trend-line"
          points={run
            .map((place) => `${frame.x(place).toFixed(1)},${frame.y(shareOf(days[place]!.row!)!).toFixed(1)}`)
            .join(' ')}
          fill="none"
          stroke={palette.deepBlue}
          strokeWidth={1.5}
        />
      ))}
      {places.map(({ row, place }, index) => (
        <g key={row.key} {...points?.point(index, sentence(row))}>
          <Day row={row} x={frame.x(place)} frame={frame} />
        </g>
      ))}
      <DayNames days={days} frame={frame} />
    </svg>
  );
}

function Axis({ frame: { domain, y, right } }: { readonly frame: Frame }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <g fontSize={11} fill={palette.textMuted}>
      {plotTicks(domain).map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.left} x2={right} y1={y(tick)} y2={y(tick)} stroke={palette.line} />
          <text x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end">
            {formatWholePercent(tick)}
          </text>
        </g>
      ))}
      <text x={MARGIN.left - 6} y={MARGIN.top + SHARES + GAP + BARS} textAnchor="end">
        {t('col.n')}
      </text>
    </g>
  );
}

function TotalLine({ total, frame }: { readonly total: PlotRow; readonly frame: Frame }): ReactNode {
  const { t } = useTranslation('inspect');
  const { figure } = total;
  if (figure.kind !== 'share') return null;
  const { share, decimals } = figure;
  const { y, right, width } = frame;
  const text = t('plot.total', { share: writtenShare(share, decimals) });
  return (
    <>
      <line
        className="plot-total"
        x1={MARGIN.left}
        x2={right}
        y1={y(share)}
        y2={y(share)}
        stroke={palette.text}
        strokeDasharray="4 3"
      />
      {width < NARROW ? (
        <text x={right} y={12} fontSize={11} textAnchor="end">
          {`┄ ${text}`}
        </text>
      ) : (
        <text x={right + 4} y={y(share) + 4} fontSize={11}>
          {text}
        </text>
      )}
    </>
  );
}

const BASE = MARGIN.top + SHARES + GAP + BARS;

function Day({
  row,
  x,
  frame,
}: {
  readonly row: PlotRow;
  readonly x: number;
  readonly frame: Frame;
}): ReactNode {
  const { t } = useTranslation('inspect');
  const { step, y, most } = frame;
  const { figure, n } = row;
  const bar = n === null ? 0 : (BARS * n) / most;
  const half = Math.min(14, step * 0.35);
  return (
    <>
      <rect
        className="plot-hit"
        x={x - step / 2}
        width={step}
        y={MARGIN.top - 6}
        height={BASE - MARGIN.top + 6}
        fill={palette.surface}
        fillOpacity={0}
      />
      {figure.kind === 'share' ? (
        <>
          <line
            className="plot-interval"
            x1={x}
            x2={x}
            y1={y(figure.lower)}
            y2={y(figure.upper)}
            stroke={palette.deepBlue}
            strokeWidth={3}
            strokeOpacity={0.45}
          />
          <circle className="plot-dot" cx={x} cy={y(figure.share)} r={4} fill={palette.deepBlue} />
        </>
      ) : null}
      {figure.kind === 'bounds' ? (
        <rect
          className="plot-bounds"
          x={x - half / 2}
          width={half}
          y={y(figure.atMost)}
          height={Math.max(1, y(figure.atLeast) - y(figure.atMost))}
          fill={palette.grey}
          fillOpacity={0.6}
        />
      ) : null}
      {n === null ? (
        <text x={x} y={BASE - 3} fontSize={11} textAnchor="middle" fill={palette.textMuted}>
          {step >= ROOM_FOR_BASE ? t('plot.withheldMark') : '※'}
        </text>
      ) : (
        <>
          <rect
            className="trend-base"
            x={x - half}
            width={2 * half}
            y={BASE - bar}
            height={bar}
            fill={palette.grey}
          />
          {step >= ROOM_FOR_BASE ? (
            <text x={x} y={BASE - bar - 3} fontSize={11} textAnchor="middle" fill={palette.textMuted}>
              {formatCount(n)}
            </text>
          ) : null}
        </>
      )}
    </>
  );
}

function DayNames({ days, frame }: { readonly days: readonly TrendDay[]; readonly frame: Frame }): ReactNode {
  const every = Math.max(1, Math.ceil(34 / frame.step));
  return (
    <g fontSize={11} fill={palette.textMuted}>
      <line x1={MARGIN.left} x2={frame.right} y1={BASE + 0.5} y2={BASE + 0.5} stroke="#9AA3AE" />
      {days.map(({ day }, place) =>
        place % every === 0 ? (
          <text key={day} x={frame.x(place)} y={BASE + 15} textAnchor="middle">
            {`${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}`}
          </text>
        ) : null,
      )}
    </g>
  );
}
