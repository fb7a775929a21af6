import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { divergingDomain, divergingSegments } from '../../ui/charts/diverging-geometry';
import { ShareAxis, shareDomain } from '../../ui/charts/interval-mark';
import { FigureTips } from '../../ui/figure';
import { MethodLink } from '../methods/method-link';
import { useTableWords } from './figure-words';
import { RowsHead, type RowTools, SortHead } from './row-tools';
import { ScaleLegend } from './scale-legend';
import { ScaleRow, type ScaleAxes } from './scale-row';

export interface ItemTableOptions {
  readonly item: ItemBreakdown;
  readonly rows: readonly BreakdownRow[];
  readonly titleId: string;
  readonly minimumCell: number;
  readonly weighted: boolean;
  readonly tools: RowTools;
}

/** The table of an item with a satisfaction scale: base, distribution, favourable share with its interval, mean. */
export function ScaleTable(options: ItemTableOptions): ReactNode {
  const { item, rows, titleId, minimumCell, weighted } = options;
  const words = useTableWords(minimumCell, weighted);
  const all = useMemo(() => [item.total, ...rows], [item.total, rows]);
  const bars = useMemo(
    () =>
      new Map(all.map((row) => [row, divergingSegments(item.options, row.counts, row.n, item.scale?.type)])),
    [all, item.options, item.scale],
  );
  const axes = useMemo<ScaleAxes>(
    () => ({ bars: divergingDomain([...bars.values()]), shares: shareDomain(all.flatMap(extent)) }),
    [all, bars],
  );
  return (
    <>
      <ScaleLegend item={item} />
      <FigureTips>
        <div className="table-scroll" role="region" aria-labelledby={titleId} tabIndex={0}>
          <table className="figures scale-table">
            <ScaleHead
              {...options}
              shares={all.some((row) => extent(row).length > 0) ? axes.shares : null}
              hasDontKnow={hasMissing(item)}
            />
            <tbody>
              {all.map((row) => (
                <ScaleRow
                  key={row.key ?? ''}
                  {...options}
                  words={words}
                  row={row}
                  segments={bars.get(row) ?? null}
                  axes={axes}
                  hasDontKnow={hasMissing(item)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </FigureTips>
    </>
  );
}

const hasMissing = (item: ItemBreakdown): boolean => item.options.some(({ missing }) => missing);

function extent({ favourable, favourableBounds }: BreakdownRow): number[] {
  if (favourable) return [favourable.lower, favourable.upper];
  return favourableBounds ? [favourableBounds.atLeast, favourableBounds.atMost] : [];
}

interface ScaleHeadOptions extends ItemTableOptions {
  /** null: no row has a share to draw. */
  readonly shares: readonly [number, number] | null;
  readonly hasDontKnow: boolean;
}

function ScaleHead({ rows, shares, hasDontKnow, weighted, tools }: ScaleHeadOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const sort = { order: tools.order, onSort: tools.onSort, sortable: rows.length > 1, className: 'number' };
  return (
    <thead>
      <tr>
        <RowsHead tools={tools} />
        <SortHead {...sort} column="asked" title={t('col.asked.about')}>
          {t('col.asked')}
        </SortHead>
        <SortHead {...sort} column="missing" title={t('col.missing.about')}>
          {t('col.missing')}
        </SortHead>
        {hasDontKnow ? (
          <SortHead {...sort} column="dontKnow" title={t('col.dontKnow.about')}>
            {t('col.dontKnow')}
          </SortHead>
        ) : null}
        <SortHead {...sort} column="n" title={t('col.n.about')} beside={<MethodLink to="base" />}>
          {t('col.n')}
        </SortHead>
        <th scope="col" className="bar-cell" title={t('col.distribution.about')}>
          {t('col.distribution')}
        </th>
        <SortHead
          {...sort}
          column="favourable"
          title={t('col.favourable.about')}
          beside={<MethodLink to="favourable" />}
        >
          {t('col.favourable')}
        </SortHead>
        {weighted ? (
          <th scope="col" className="number" title={t('weighted.plainAbout')}>
            {t('weighted.plain')}
          </th>
        ) : null}
        <th scope="col" className="number" title={t('col.interval.about')}>
          {t('col.interval')} <MethodLink to="design-interval" />
        </th>
        <th scope="col" className="interval-cell">
          <span className="visually-hidden">{t('col.interval')}</span>
          {shares ? <ShareAxis domain={shares} /> : null}
        </th>
        <SortHead {...sort} column="mean" title={t('col.mean.about')} beside={<MethodLink to="describe" />}>
          {t('col.mean')}
        </SortHead>
        <SortHead {...sort} column="sd">
          {t('col.sd')}
        </SortHead>
      </tr>
    </thead>
  );
}
