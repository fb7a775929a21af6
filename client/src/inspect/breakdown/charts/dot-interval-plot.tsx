import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRovingPoints } from '../../../ui/charts/roving-points';
import { useWidth } from '../../../ui/charts/use-width';
import { useLocale } from '../../../ui/i18n';
import { ChartFigure } from './chart-figure';
import { DotIntervalDrawing } from './dot-interval-drawing';
import { NotPlotted, whyNotPlotted } from './not-plotted';
import { plotRow, plotRows, type PlotOptions } from './plot-rows';
import { PlotTable } from './plot-table';
import { usePlotWords } from './plot-words';

/** Favourable share per row as a dot with its interval, in the order wanted, against the total. */
export function DotIntervalPlot(options: PlotOptions): ReactNode {
  const { item, order, pinned, lead, minimumCell } = options;
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const words = usePlotWords(minimumCell);
  const { rows, folded } = useMemo(
    () => plotRows({ item, order, minimumCell, pinned, lead }),
    [item, order, pinned, lead, minimumCell],
  );
  const total = useMemo(() => plotRow(item.total), [item.total]);
  const points = useRovingPoints(rows.length);
  const [canvas, width] = useWidth(720);
  const why = whyNotPlotted(item);
  if (why) return <NotPlotted why={why} />;
  const label = t('dots.label', { item: say(item.title), n: rows.length });
  return (
    <ChartFigure
      label={label}
      readout={points.readout}
      canvas={canvas}
      table={<PlotTable title={label} rows={[total, ...rows]} words={words} />}
      notes={
        <>
          <p>{t('dots.note')}</p>
          {folded > 0 ? <p>{t('plot.folded', { n: folded })}</p> : null}
        </>
      }
    >
      <DotIntervalDrawing
        total={total}
        rows={rows}
        words={words}
        label={label}
        width={width}
        points={points}
      />
    </ChartFigure>
  );
}
