import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemBreakdown } from '@duwen/shared/breakdown';
import { useRovingPoints } from '../../../ui/charts/roving-points';
import { useWidth } from '../../../ui/charts/use-width';
import { useLocale } from '../../../ui/i18n';
import { ChartFigure } from './chart-figure';
import { NotPlotted, whyNotPlotted } from './not-plotted';
import { plotRow } from './plot-rows';
import { PlotTable } from './plot-table';
import { usePlotWords } from './plot-words';
import { TrendDrawing } from './trend-drawing';
import { trendDays } from './trend-days';

interface TrendOptions {
  /** Split by day. */
  readonly item: ItemBreakdown;
  readonly minimumCell: number;
}

/** Favourable share day by day with its interval; gaps where a day's figure is withheld or nobody answered. */
export function TrendByDay({ item, minimumCell }: TrendOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const words = usePlotWords(minimumCell);
  const days = useMemo(() => trendDays(item.rows), [item.rows]);
  const total = useMemo(() => plotRow(item.total), [item.total]);
  const rows = days.flatMap(({ row }) => row ?? []);
  const points = useRovingPoints(rows.length);
  const [canvas, width] = useWidth(720);
  const why = whyNotPlotted(item) ?? (days.length === 0 ? 'trend.needsDay' : null);
  if (why) return <NotPlotted why={why} />;
  const label = t('trend.label', { item: say(item.title), n: days.length });
  return (
    <ChartFigure
      label={label}
      readout={points.readout}
      canvas={canvas}
      table={<PlotTable title={label} rows={[total, ...rows]} words={words} />}
      notes={<p>{t('trend.note')}</p>}
    >
      <TrendDrawing
        days={days}
        total={total}
        sentence={words.sentence}
        label={label}
        width={width}
        points={points}
      />
    </ChartFigure>
  );
}
