import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { optionShare, type BreakdownRow, type ItemBreakdown } from '@duwen/shared/breakdown';
import { DivergingBar } from '../../../ui/charts/diverging-bar';
import { divergingDomain, divergingSegments, type Segment } from '../../../ui/charts/diverging-geometry';
import { OptionBars } from '../../../ui/charts/option-bars';
import { optionTones } from '../../../ui/charts/option-tones';
import { cutText, textEms } from '../../../ui/charts/text-width';
import { formatCount } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import { palette } from '../../../ui/tokens';
import { plotRow } from './plot-rows';
import { usePlotWords, type PlotWords } from './plot-words';

export interface BarsDrawingOptions {
  readonly item: ItemBreakdown;
  /** In order, without the total. */
  readonly rows: readonly BreakdownRow[];
  readonly minimumCell: number;
  readonly width: number;
}

const FONT = 12;
const ROW = 24;
const LEGEND = 26;
const HEAD = 18;
const LABEL_PART = 0.24;
const FIGURES = 130;

/** The diverging bars of an item's table as one drawing, for pictures: legend, the total, a line per row. */
export function BarsDrawing({ item, rows, minimumCell, width }: BarsDrawingOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const words = usePlotWords(minimumCell);
  if (!item.options.some(({ favourable }) => favourable)) return <TotalBars item={item} width={width} />;
  const all = [item.total, ...rows];
  const bars = all.map((row) => divergingSegments(item.options, row.counts, row.n, item.scale?.type));
  const domain = divergingDomain(bars);
  const from = Math.min(
    width * LABEL_PART,
    Math.max(...all.map((row) => textEms(words.name(plotRow(row))))) * FONT + 12,
  );
  const height = LEGEND + HEAD + all.length * ROW + 4;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say(item.title)}
      fontSize={FONT}
      fill={palette.text}
    >
      <Legend item={item} />
      <text x={width - 58} y={LEGEND + 10} fontSize={11} textAnchor="end" fill={palette.textMuted}>
        {t('col.favourable')}
      </text>
      <text x={width - 2} y={LEGEND + 10} fontSize={11} textAnchor="end" fill={palette.textMuted}>
        {t('col.n')}
      </text>
      {all.map((row, index) => (
        <BarRow
          key={row.key ?? ''}
          row={row}
          segments={bars[index] ?? null}
          domain={domain}
          words={words}
          top={LEGEND + HEAD + index * ROW}
          from={from}
          width={width}
        />
      ))}
    </svg>
  );
}

function Legend({ item }: { readonly item: ItemBreakdown }): ReactNode {
  const { say } = useLocale();
  const tones = optionTones(item.options, item.scale?.type);
  const shown = item.options
    .map((option, index) => ({ text: say(option.label), fill: tones[index]!.fill, option }))
    .filter(({ option }) => !option.missing)
    .sort((a, b) => (a.option.score ?? 0) - (b.option.score ?? 0));
  const starts = shown.map((_, index) =>
    shown.slice(0, index).reduce((sum, { text }) => sum + textEms(text) * 11 + 32, 0),
  );
  return (
    <g fontSize={11} fill={palette.textMuted}>
      {shown.map(({ text, fill }, index) => (
        <g key={text}>
          <rect x={starts[index]} y={3} width={10} height={10} fill={fill} />
          <text x={(starts[index] ?? 0) + 14} y={12}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

interface BarRowOptions {
  readonly row: BreakdownRow;
  readonly segments: readonly Segment[] | null;
  readonly domain: readonly [number, number];
  readonly words: PlotWords;
  readonly top: number;
  readonly from: number;
  readonly width: number;
}

function BarRow({ row, segments, domain, words, top, from, width }: BarRowOptions): ReactNode {
  const plotted = plotRow(row);
  const isTotal = row.key === null;
  const text = top + ROW / 2 + 4;
  return (
    <g fontWeight={isTotal ? 600 : 400}>
      <text x={from - 8} y={text} textAnchor="end">
        {cutText(words.name(plotted), (from - 10) / FONT)}
      </text>
      {segments ? (
        <svg x={from} y={top} width={width - from - FIGURES} height={ROW}>
          <DivergingBar segments={segments} domain={domain} label={words.sentence(plotted)} height={ROW} />
        </svg>
      ) : (
        <text x={from + 4} y={text} fontSize={11} fontWeight={400} fill={palette.textMuted}>
          {words.sentence(plotted)}
        </text>
      )}
      {segments ? (
        <>
          <text x={width - 58} y={text} textAnchor="end" fontWeight={600}>
            {words.short(plotted)}
          </text>
          <text x={width - 2} y={text} textAnchor="end" fill={palette.textMuted}>
            {row.n === null ? words.base(plotted) : formatCount(row.n)}
          </text>
        </>
      ) : null}
      {isTotal ? <line x1={0} x2={width} y1={top + ROW} y2={top + ROW} stroke="#6F7A88" /> : null}
    </g>
  );
}

/** An item without a satisfaction scale: the shares of its options, in total. */
function TotalBars({ item, width }: { readonly item: ItemBreakdown; readonly width: number }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const bars = item.options.map((option, index) => ({
    label: say(option.label),
    share: optionShare(item, item.total, index),
    withheld: t('figure.withheldShort'),
  }));
  const height = 34 * Math.max(1, bars.length);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say(item.title)}
      fontSize={FONT}
      fill={palette.text}
    >
      <OptionBars bars={bars} label={say(item.title)} />
    </svg>
  );
}
