import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemBreakdown } from '@duwen/shared/breakdown';
import { useLocale } from '../../ui/i18n';
import { MethodLink } from '../methods/method-link';
import { heatGrid } from './heat-grid';
import { HeatLegend } from './heat-legend';
import { HeatTable } from './heat-table';
import type { RowTools } from './row-tools';

interface HeatMapOptions {
  readonly items: readonly ItemBreakdown[];
  readonly minimumCell: number;
  readonly tools: RowTools;
}

/**
 * Rows × items: the favourable share in figures, its difference from the item's total in colour. One stop for the Tab key;
 * arrows move between cells, and the cell's base and interval stand in the line above.
 */
export function HeatMap({ items, minimumCell, tools }: HeatMapOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const { order, pinned } = tools;
  const grid = useMemo(() => heatGrid(items, order, pinned), [items, order, pinned]);
  const leftOut = items.filter((item) => !grid.items.includes(item));
  const [readout, setReadout] = useState('');
  return (
    <div className="heat">
      <p className="muted">
        {t('heat.caption')} <MethodLink to="favourable" named /> <MethodLink to="design-interval" named />{' '}
        <MethodLink to="withheld" named />
      </p>
      {leftOut.length > 0 ? (
        <p className="muted">
          {t('heat.leftOut', {
            items: leftOut.map(({ code }) => code).join(locale === 'zh' ? '、' : ', '),
          })}
        </p>
      ) : null}
      <div className="heat-bar">
        <HeatLegend />
        <p className="heat-readout" role="status">
          {readout || t('heat.hint')}
        </p>
      </div>
      <HeatTable grid={grid} minimumCell={minimumCell} tools={tools} onRead={setReadout} />
    </div>
  );
}
