import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FunnelLimits } from '@duwen/shared/statistics';
import { placeLabels } from '../../../ui/charts/place-labels';
import type { RovingPoints } from '../../../ui/charts/roving-points';
import {
  countTicks,
  linearScale,
  plotDomain,
  plotTicks,
  rootScale,
  type Scale,
} from '../../../ui/charts/scales';
import { textEms } from '../../../ui/charts/text-width';
import { formatCount, formatPercent, formatWholePercent } from '../../../ui/format/numbers';
import { palette } from '../../../ui/tokens';
import { isOutside, type Funnel, type FunnelPoint, type FunnelStep } from './funnel-model';
import type { PlotRow } from './plot-rows';

export interface FunnelDrawingOptions {
  readonly funnel: Funnel;
  readonly name: (row: PlotRow) => string;
  readonly sentence: (point: FunnelPoint) => string;
  readonly label: string;
  readonly width: number;
  /** null: a still picture. */
  readonly points: RovingPoints | null;
}

const FONT = 12;
const MARGIN = { top: 12, right: 80, bottom: 40, left: 44 };
/** Under this there is no room beside the plot for the limits' names. */
const NARROW = 560;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly right: number;
  readonly bottom: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly domain: readonly [number, number];
}

function frameOf(funnel: Funnel, width: number): Frame {
  const { bases } = funnel;
  const height = Math.round(Math.min(460, Math.max(300, width * 0.55)));
  const right = width - (width < NARROW ? 12 : MARGIN.right);
  const bottom = height - MARGIN.bottom;
  const domain = plotDomain(shown(funnel));
  return {
    width,
    height,
    right,
    bottom,
    domain,
    x: rootScale(bases, [MARGIN.left, right]),
    y: linearScale(domain, [bottom, MARGIN.top]),
  };
}

/** What the axis of shares has to hold: every point, and the limits of a middling base. */
function shown({ points, target, steps }: Funnel): number[] {
  const middle = steps[Math.floor(steps.length / 2)];
  const limits = middle && (middle.widened ?? middle.exact);
  return [
    ...points.map(({ share }) => share),
    ...(target === null ? [] : [target]),
    ...(limits ? [Math.max(0, limits.lower998), Math.min(1, limits.upper998)] : []),
  ];
}

/** Base along a root scale, share upwards; rows beyond the limits are named beside their points. */
export function FunnelDrawing({
  funnel,
  name,
  sentence,
  label,
  width,
  points,
}: FunnelDrawingOptions): ReactNode {
  const frame = frameOf(funnel, width);
  return (
    <svg
      className="plot-drawing"
      width={width}
      height={frame.height}
      viewBox={`0 0 ${width} ${frame.height}`}
      role={points ? 'group' : 'img'}
      aria-label={label}
      fontSize={FONT}
      fill={palette.text}
      {...points?.holder}
    >
      <Limits funnel={funnel} frame={frame} />
      <Axes funnel={funnel} frame={frame} />
      {funnel.points.map((point, place) => (
        <g key={point.row.key} {...points?.point(place, sentence(point))}>
          <circle
            className="plot-hit"
            cx={frame.x(point.n)}
            cy={frame.y(point.share)}
            r={9}
            fill={palette.surface}
            fillOpacity={0}
          />
          <Dot point={point} frame={frame} />
        </g>
      ))}
      <Names points={funnel.points.filter(isOutside)} frame={frame} name={name} />
    </svg>
  );
}

function Dot({ point, frame }: { readonly point: FunnelPoint; readonly frame: Frame }): ReactNode {
  const outside = isOutside(point);
  const warned = point.place === 'warnAbove' || point.place === 'warnBelow';
  return (
    <circle
      className={outside ? 'funnel-out' : 'funnel-in'}
      cx={frame.x(point.n)}
      cy={frame.y(point.share)}
      r={outside ? 4.5 : 3.5}
      fill={outside ? palette.deepBlue : palette.surface}
      stroke={outside || warned ? palette.deepBlue : '#6F7A88'}
      strokeWidth={1.25}
    />
  );
}

interface NamesOptions {
  readonly points: readonly FunnelPoint[];
  readonly frame: Frame;
  readonly name: (row: PlotRow) => string;
}

/** Names of the rows outside, where they have room; the sentence under the plot has them all. */
function Names({ points, frame, name }: NamesOptions): ReactNode {
  const named = points.map((point) => ({
    text: name(point.row),
    x: frame.x(point.n),
    y: frame.y(point.share),
  }));
  const places = placeLabels(
    named.map(({ text, x, y }) => ({ x, y, width: textEms(text) * 11, height: 13 })),
    { left: MARGIN.left, right: frame.right, top: 0, bottom: frame.bottom },
  );
  return (
    <g fontSize={11} fontWeight={600} aria-hidden="true" pointerEvents="none">
      {named.map(({ text }, index) => {
        const place = places[index];
        return place ? (
          <text key={index} x={place.x} y={place.y + 4}>
            {text}
          </text>
        ) : null;
      })}
    </g>
  );
}

type Edge = keyof FunnelLimits;

function pathOf(steps: readonly FunnelStep[], frame: Frame, of: (step: FunnelStep) => number): string {
  return steps.map((step) => `${frame.x(step.n).toFixed(1)},${frame.y(of(step)).toFixed(1)}`).join(' ');
}

/** The bands of the exact limits, the lines of the widened ones, and the total. What leaves the plot is cut off at its edge. */
function Limits({ funnel, frame }: { readonly funnel: Funnel; readonly frame: Frame }): ReactNode {
  const { steps, target } = funnel;
  const { y, right, bottom } = frame;
  const back = [...steps].reverse();
  const band = (lower: Edge, upper: Edge, fill: string): ReactNode => (
    <polygon
      points={`${pathOf(steps, frame, (step) => step.exact[upper])} ${pathOf(back, frame, (step) => step.exact[lower])}`}
      fill={fill}
    />
  );
  const line = (edge: Edge, dashes: string | null): ReactNode => (
    <polyline
      className="funnel-widened"
      points={pathOf(steps, frame, (step) => (step.widened ?? step.exact)[edge])}
      fill="none"
      stroke="#6F7A88"
      strokeWidth={1}
      {...(dashes ? { strokeDasharray: dashes } : {})}
    />
  );
  if (target === null || steps.length === 0) return null;
  const widened = steps[0]!.widened !== null;
  return (
    <>
      <svg
        x={MARGIN.left}
        y={MARGIN.top}
        width={Math.max(0, right - MARGIN.left)}
        height={Math.max(0, bottom - MARGIN.top)}
        viewBox={`${MARGIN.left} ${MARGIN.top} ${Math.max(1, right - MARGIN.left)} ${bottom - MARGIN.top}`}
        overflow="hidden"
        aria-hidden="true"
      >
        {band('lower998', 'upper998', '#F0F2F4')}
        {band('lower95', 'upper95', '#E0E4E9')}
        {widened ? (
          <>
            {line('lower95', '5 3')}
            {line('upper95', '5 3')}
            {line('lower998', null)}
            {line('upper998', null)}
          </>
        ) : null}
        <line
          className="plot-total"
          x1={MARGIN.left}
          x2={right}
          y1={y(target)}
          y2={y(target)}
          stroke={palette.text}
          strokeDasharray="4 3"
        />
      </svg>
      {frame.width < NARROW ? null : (
        <EdgeNames step={steps[steps.length - 1]!} target={target} frame={frame} />
      )}
    </>
  );
}

interface EdgeNamesOptions {
  readonly step: FunnelStep;
  readonly target: number;
  readonly frame: Frame;
}

/** Names of the limits at their right ends, and of the total. */
function EdgeNames({ step, target, frame }: EdgeNamesOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const limits = step.widened ?? step.exact;
  const names = stacked(
    [
      [limits.upper998, '99.8%'],
      [limits.upper95, '95%'],
      [target, t('plot.total', { share: formatPercent(target) })],
    ],
    frame,
  );
  return (
    <g fontSize={11} fill={palette.textMuted}>
      {names.map(({ text, y }) => (
        <text key={text} x={frame.right + 4} y={y}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Texts at their shares from above, none over another; those out of the plot are left out. */
function stacked(names: readonly (readonly [share: number, text: string])[], frame: Frame) {
  const placed: { readonly text: string; readonly y: number }[] = [];
  for (const [share, text] of names) {
    if (share > frame.domain[1]) continue;
    const last = placed[placed.length - 1]?.y ?? -Infinity;
    placed.push({ text, y: Math.max(last + 12, frame.y(share) + 4) });
  }
  return placed;
}

function Axes({ funnel, frame }: { readonly funnel: Funnel; readonly frame: Frame }): ReactNode {
  const { t } = useTranslation('inspect');
  const { x, y, right, bottom, domain } = frame;
  return (
    <g fontSize={11} fill={palette.textMuted}>
      {plotTicks(domain).map((tick) => (
        <text key={tick} x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end">
          {formatWholePercent(tick)}
        </text>
      ))}
      <line x1={MARGIN.left} x2={MARGIN.left} y1={MARGIN.top} y2={bottom} stroke={palette.line} />
      <line x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} stroke="#9AA3AE" />
      {countTicks(funnel.bases, (right - MARGIN.left) / 60).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 4} stroke="#9AA3AE" />
          <text x={x(tick)} y={bottom + 16} textAnchor="middle">
            {formatCount(tick)}
          </text>
        </g>
      ))}
      <text x={right} y={bottom + 33} textAnchor="end">
        {t('funnel.base')}
      </text>
    </g>
  );
}
