import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRovingPoints } from '../../../ui/charts/roving-points';
import { useWidth } from '../../../ui/charts/use-width';
import { formatPercent } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import { MethodLink } from '../../methods/method-link';
import { ChartFigure } from './chart-figure';
import { FunnelDrawing } from './funnel-drawing';
import { funnelOf, type Funnel, type FunnelPoint } from './funnel-model';
import { dispersionWords } from './funnel-words';
import { NotPlotted, whyNotPlotted } from './not-plotted';
import { plotRow, plotRows, type PlotOptions } from './plot-rows';
import { PlotTable } from './plot-table';
import { usePlotWords, type PlotWords } from './plot-words';

/** Share against base with the limits of chance: which rows stand out, and which only have few answers. */
export function FunnelPlot(options: PlotOptions): ReactNode {
  const { item, order, pinned, lead, minimumCell } = options;
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const words = usePlotWords(minimumCell);
  const { rows } = useMemo(
    () => plotRows({ item, order, minimumCell, pinned, lead }),
    [item, order, pinned, lead, minimumCell],
  );
  const total = useMemo(() => plotRow(item.total), [item.total]);
  const funnel = useMemo(() => funnelOf(total, rows), [total, rows]);
  const points = useRovingPoints(funnel.points.length);
  const [canvas, width] = useWidth(720);
  const why = whyNotPlotted(item) ?? (funnel.points.length === 0 ? 'plot.nothing' : null);
  if (why) return <NotPlotted why={why} />;
  const label = t('funnel.label', {
    item: say(item.title),
    n: funnel.points.length,
    share: words.short(total),
  });
  const placeOf = new Map(funnel.points.map(({ row, place }) => [row.key, place]));
  const placeWords = (key: string): string => {
    const place = placeOf.get(key);
    return place ? t(`funnel.${place}`) : t('figure.none');
  };
  return (
    <ChartFigure
      label={label}
      readout={points.readout}
      canvas={canvas}
      table={
        <PlotTable
          title={label}
          rows={[total, ...rows]}
          words={words}
          more={{ head: t('funnel.place'), cell: ({ key }) => placeWords(key) }}
        />
      }
      notes={<FunnelNotes funnel={funnel} words={words} />}
    >
      <FunnelDrawing
        funnel={funnel}
        name={words.name}
        sentence={({ row }) => `${words.sentence(row)} · ${placeWords(row.key)}`}
        label={label}
        width={width}
        points={points}
      />
    </ChartFigure>
  );
}

/** More rows left out than this are counted, not named. */
const MOST_NAMES = 12;

/** What the plot says, in words: who stands out, whether rows differ by more than chance, what is not in it. */
function FunnelNotes({ funnel, words }: { readonly funnel: Funnel; readonly words: PlotWords }): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const listed = (names: readonly string[]): string => names.join(locale === 'zh' ? '、' : ', ');
  const outside = (place: FunnelPoint['place']): string =>
    listed(
      funnel.points
        .filter((point) => point.place === place)
        .map(({ row, share }) => `${words.name(row)} ${formatPercent(share)}`),
    );
  const [above, below] = [outside('outAbove'), outside('outBelow')];
  const { leftOut } = funnel;
  return (
    <>
      {funnel.target === null ? (
        <p className="plot-said">{t('funnel.noTarget')}</p>
      ) : (
        <p className="plot-said">
          {above ? t('funnel.above', { rows: above }) : null}{' '}
          {below ? t('funnel.below', { rows: below }) : null}
          {above || below ? null : t('funnel.none')}
        </p>
      )}
      <Dispersion of={funnel.dispersion} />
      <p>
        {t('funnel.note')} <MethodLink to="funnel" />
      </p>
      {isWeighted(funnel) ? <p>{t('funnel.unweighted')}</p> : null}
      {leftOut.length > 0 ? (
        <p>
          {leftOut.length > MOST_NAMES
            ? t('plot.leftOutMany', { n: leftOut.length })
            : t('plot.leftOut', { rows: listed(leftOut.map(words.name)) })}
        </p>
      ) : null}
    </>
  );
}

function Dispersion({ of: dispersion }: { readonly of: Funnel['dispersion'] }): ReactNode {
  const { t } = useTranslation('inspect');
  if (!dispersion) return null;
  return (
    <p>
      {dispersionWords(dispersion, t)} <MethodLink to="overdispersion" />
    </p>
  );
}

/** Whether the breakdown's shares are others than those of persons. */
const isWeighted = ({ points }: Funnel): boolean =>
  points.some(({ row, share }) => row.figure.kind === 'share' && Math.abs(row.figure.share - share) > 1e-9);
