import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { differenceTone, FULL_DIFFERENCE } from '../../../ui/charts/difference-tone';
import { cutText, textEms } from '../../../ui/charts/text-width';
import { useLocale } from '../../../ui/i18n';
import { palette } from '../../../ui/tokens';
import type { HeatGrid } from '../heat-grid';
import { writtenShare } from '../told-figures';

const FONT = 11;
const CELL = { width: 46, height: 20 };
const LEGEND = 34;
const HEAD = 20;
const LONGEST_LABEL = 13;

/** A heat map as one drawing, for pictures: its legend, codes over the columns, every row. */
export function HeatDrawing({ grid }: { readonly grid: HeatGrid }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const names = grid.rows.map(({ key, label }) => (key === null ? t('col.total') : say(label)));
  const from = Math.min(LONGEST_LABEL, Math.max(...names.map(textEms))) * FONT + 12;
  const width = Math.max(420, from + grid.items.length * CELL.width + 2);
  const top = LEGEND + HEAD;
  const height = top + grid.rows.length * CELL.height + 2;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('breakdown.displayHeat')}
      fontSize={FONT}
      fill={palette.text}
    >
      <Legend />
      {grid.items.map(({ code }, column) => (
        <text
          key={code}
          x={from + (column + 1) * CELL.width - 5}
          y={top - 6}
          textAnchor="end"
          fontWeight={600}
        >
          {cutText(code, CELL.width / FONT)}
        </text>
      ))}
      {grid.rows.map((row, index) => (
        <g key={row.key ?? ''} fontWeight={row.key === null ? 600 : 400}>
          <text x={from - 6} y={top + index * CELL.height + 14} textAnchor="end">
            {cutText(names[index] ?? '', LONGEST_LABEL)}
          </text>
          {row.cells.map((cell, column) => (
            <Cell
              key={grid.items[column]!.code}
              figure={cell.favourable}
              total={grid.items[column]!.total.favourable?.share ?? null}
              empty={cell.n === 0}
              x={from + column * CELL.width}
              y={top + index * CELL.height}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface CellOptions {
  readonly figure: BreakdownRow['favourable'];
  readonly total: number | null;
  readonly empty: boolean;
  readonly x: number;
  readonly y: number;
}

function Cell({ figure, total, empty, x, y }: CellOptions): ReactNode {
  const share = figure?.share ?? null;
  const tone = share === null || total === null ? null : differenceTone(share - total);
  const text = figure ? writtenShare(figure.share, figure.decimals).replace('%', '') : empty ? '—' : '※';
  const fill = tone?.fill ?? (empty || share !== null ? palette.surface : 'url(#withheld-hatch)');
  return (
    <>
      <rect x={x} y={y} width={CELL.width - 1} height={CELL.height - 1} fill={fill} />
      <text x={x + CELL.width - 6} y={y + 14} textAnchor="end" fill={tone?.ink ?? palette.text}>
        {text}
      </text>
    </>
  );
}

const STEPS = 9;

function Legend(): ReactNode {
  const { t } = useTranslation('inspect');
  const step = 26;
  return (
    <g fill={palette.textMuted}>
      {Array.from({ length: STEPS }, (_, index) => (
        <rect
          key={index}
          x={index * step}
          width={step}
          height={9}
          fill={differenceTone(((index / (STEPS - 1)) * 2 - 1) * FULL_DIFFERENCE).fill}
        />
      ))}
      <text x={0} y={22}>
        {t('heat.legendLow')}
      </text>
      <text x={(STEPS * step) / 2} y={22} textAnchor="middle">
        {t('heat.legendZero')}
      </text>
      <text x={STEPS * step} y={22} textAnchor="end">
        {t('heat.legendHigh')}
      </text>
      <text x={STEPS * step + 24} y={9}>
        {t('picture.heatMarks')}
      </text>
    </g>
  );
}
