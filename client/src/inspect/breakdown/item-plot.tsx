import { memo, type ReactNode } from 'react';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { useLocale } from '../../ui/i18n';
import { ItemPictureMenu, type PictureContext } from './charts/breakdown-pictures';
import { DotIntervalPlot } from './charts/dot-interval-plot';
import { FunnelPlot } from './charts/funnel-plot';
import { TrendByDay } from './charts/trend-by-day';
import type { RowTools } from './row-tools';

interface ItemPlotOptions {
  readonly item: ItemBreakdown;
  readonly display: 'dots' | 'funnel' | 'trend';
  readonly context: PictureContext;
  readonly minimumCell: number;
  readonly tools: RowTools;
  readonly lead: readonly BreakdownRow[] | undefined;
}

/** One item as a plot, with its way out as a picture. */
export const ItemPlot = memo(function ItemPlot(options: ItemPlotOptions): ReactNode {
  const { item, display, context, minimumCell, tools, lead } = options;
  const { say } = useLocale();
  const titleId = `plot-${item.code}`;
  const plot = { item, order: tools.order, pinned: tools.pinned, lead, minimumCell };
  return (
    <article className="item-panel" aria-labelledby={titleId}>
      <div className="item-head">
        <h3 id={titleId}>
          <span className="item-code">{item.code}</span>
          {say(item.title)}
        </h3>
        <span className="item-tools no-print">
          <ItemPictureMenu {...plot} display={display} context={context} />
        </span>
      </div>
      {display === 'dots' ? <DotIntervalPlot {...plot} /> : null}
      {display === 'funnel' ? <FunnelPlot {...plot} /> : null}
      {display === 'trend' ? <TrendByDay item={item} minimumCell={minimumCell} /> : null}
    </article>
  );
});
