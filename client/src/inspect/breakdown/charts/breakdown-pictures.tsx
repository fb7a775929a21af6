import type { TFunction } from 'i18next';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Breakdown, BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import type { PictureCaption } from '../../../ui/charts/picture';
import { PictureMenu } from '../../../ui/charts/picture-menu';
import { formatCount } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import { campaignDateTime } from '../../campaigns/campaign-time';
import { heatGrid } from '../heat-grid';
import { askedRows, foldWithheld, orderRows, type RowOrder } from '../row-order';
import type { Display } from '../view-state';
import { BarsDrawing } from './bars-drawing';
import { DotIntervalDrawing } from './dot-interval-drawing';
import { FunnelDrawing } from './funnel-drawing';
import { funnelOf } from './funnel-model';
import { dispersionWords } from './funnel-words';
import { HeatDrawing } from './heat-drawing';
import { whyNotPlotted } from './not-plotted';
import { plotRow, plotRows, type PlotOptions } from './plot-rows';
import { usePlotWords } from './plot-words';
import { TrendDrawing } from './trend-drawing';
import { trendDays } from './trend-days';

/** What a picture says of where its figures come from. */
export interface PictureContext {
  readonly campaign: { readonly name: LocalizedText; readonly synthetic: boolean };
  readonly answer: Pick<Breakdown, 'asOf' | 'minimumCell' | 'responses'>;
  /** The filter in words; empty: none. */
  readonly filter: string;
}

const WIDTH = 960;
/** A picture of withheld rows tells nothing: more of them than this are left out. */
const MOST_WITHHELD = 12;

interface ItemPictureOptions extends PlotOptions {
  readonly display: Display;
  readonly context: PictureContext;
}

/** The way out of one item's chart, as it is shown. */
export function ItemPictureMenu({ display, context, ...plot }: ItemPictureOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { item } = plot;
  const captionOf = usePictureCaption(context);
  const title = `${item.code} ${say(item.title)}`;
  return (
    <PictureMenu
      name={`${item.code}-${display}`}
      about={title}
      caption={() => captionOf(title, notesOf(display, plot, t))}
      chart={() => <ItemPicture display={display} plot={plot} />}
    />
  );
}

interface HeatPictureOptions {
  readonly items: readonly ItemBreakdown[];
  readonly order: RowOrder;
  readonly pinned?: readonly string[] | undefined;
  readonly context: PictureContext;
}

/** The way out of a heat map, whole: with the rows and items that the screen has to scroll to. */
export function HeatPictureMenu({ items, order, pinned, context }: HeatPictureOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const captionOf = usePictureCaption(context);
  const title = t('breakdown.displayHeat');
  return (
    <PictureMenu
      name="heat-map"
      about={title}
      caption={() => captionOf(title)}
      chart={() => <HeatDrawing grid={heatGrid(items, order, pinned)} />}
    />
  );
}

/** How to read an item's chart. */
function notesOf(display: Display, plot: PlotOptions, t: TFunction<'inspect'>): string[] {
  if (whyNotPlotted(plot.item) !== null) return [];
  switch (display) {
    case 'dots':
      return [t('dots.note')];
    case 'trend':
      return [t('trend.note')];
    case 'funnel': {
      const { dispersion } = funnelOf(plotRow(plot.item.total), plotRows(plot).rows);
      return [t('funnel.note'), ...(dispersion ? [dispersionWords(dispersion, t)] : [])];
    }
    default:
      return [];
  }
}

function usePictureCaption({
  campaign,
  answer,
  filter,
}: PictureContext): (title: string, notes?: readonly string[]) => PictureCaption {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { asOf, minimumCell: minimum, responses } = answer;
  const base =
    responses === null
      ? t('breakdown.baseWithheld', { minimum })
      : t(filter === '' ? 'breakdown.baseAll' : 'breakdown.base', { n: formatCount(responses) });
  const source = t('picture.source', { campaign: say(campaign.name), time: campaignDateTime(asOf), minimum });
  return (title, notes = []) => ({
    title,
    notes,
    lines: filter === '' ? [base] : [filter, base],
    source: campaign.synthetic ? `${t('picture.synthetic')} ${source}` : source,
  });
}

interface DrawnItemOptions {
  readonly display: Display;
  readonly plot: PlotOptions;
}

/** An item's chart without anything to point at. */
function ItemPicture({ display, plot }: DrawnItemOptions): ReactElement {
  const { item, minimumCell } = plot;
  const { say } = useLocale();
  const words = usePlotWords(minimumCell);
  const still = { label: say(item.title), width: WIDTH, points: null };
  const total = plotRow(item.total);
  if (whyNotPlotted(item) === null) {
    const { rows } = plotRows(plot);
    if (display === 'dots') return <DotIntervalDrawing total={total} rows={rows} words={words} {...still} />;
    if (display === 'funnel')
      return (
        <FunnelDrawing
          funnel={funnelOf(total, rows)}
          name={words.name}
          sentence={({ row }) => words.sentence(row)}
          {...still}
        />
      );
    const days = display === 'trend' ? trendDays(item.rows) : [];
    if (days.length > 0)
      return <TrendDrawing days={days} total={total} sentence={words.sentence} {...still} />;
  }
  return <BarsDrawing item={item} rows={barRows(plot)} minimumCell={minimumCell} width={WIDTH} />;
}

function barRows({ item, order, pinned = [], lead }: PlotOptions): readonly BreakdownRow[] {
  const { rows } = askedRows(orderRows(item.rows, order, pinned, lead ?? item.rows));
  return foldWithheld(rows, MOST_WITHHELD).shown;
}
