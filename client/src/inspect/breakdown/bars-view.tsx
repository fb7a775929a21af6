import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import { DivergingBar } from '../../ui/charts/diverging-bar';
import { divergingDomain, divergingSegments } from '../../ui/charts/diverging-geometry';
import { Figure, FigureTips } from '../../ui/figure';
import { formatCount, formatInterval } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Empty } from '../shell/states';
import { useFigureWords } from './figure-words';
import { askedRows, foldWithheld, leadRows, orderRows } from './row-order';
import { rowClass, RowHead, type RowTools } from './row-tools';
import { useRowWords } from './row-words';
import { ScaleLegend } from './scale-legend';
import { writtenShare } from './told-figures';

interface BarsViewOptions {
  readonly items: readonly ItemBreakdown[];
  readonly minimumCell: number;
  readonly weighted: boolean;
  readonly tools: RowTools;
}

/** A bar: a row of an item, or an item's total where all items stand in one chart. */
interface Bar {
  readonly item: ItemBreakdown;
  readonly row: BreakdownRow;
}

interface Panel {
  readonly key: string;
  /** null: one bar an item, each headed by its item. */
  readonly item: ItemBreakdown | null;
  readonly bars: readonly Bar[];
}

/** More withheld rows than this are left out: the table counts them. */
const MOST_WITHHELD = 12;

const isScale = (item: ItemBreakdown): boolean => item.options.some(({ favourable }) => favourable);

/** What a scale's options are called: items of one panel share a legend and so must share their options. */
const scaleKey = ({ options }: ItemBreakdown): string =>
  options.map(({ label, favourable }) => `${label.zh}${favourable}`).join('|');

/** A scale's name; without one, its ends. */
function scaleName({ scale, options }: ItemBreakdown, say: (text: LocalizedText) => string): string {
  if (scale) return say(scale.label);
  const named = options.filter(({ missing }) => !missing).map(({ label }) => say(label));
  return [named[0], named.at(-1)].join('–');
}

/** Diverging bars alone: without rows all items of a scale under each other; with rows a small multiple per item. */
export function BarsView({ items, minimumCell, weighted, tools }: BarsViewOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const panels = useMemo(() => panelsOf(items.filter(isScale), tools), [items, tools]);
  // One axis for all: bars of one panel are as long as the same shares of another.
  const domain = useMemo(() => divergingDomain(panels.flatMap(({ bars }) => bars.map(segmentsOf))), [panels]);
  if (panels.length === 0) return <Empty title={t('bars.needsScale')} />;
  return (
    <div className={panels.every(({ item }) => item) ? 'bars-view is-multiple' : 'bars-view'}>
      {panels.map((panel) => (
        <BarsPanel
          key={panel.key}
          panel={panel}
          domain={domain}
          minimumCell={minimumCell}
          weighted={weighted}
          tools={tools}
        />
      ))}
    </div>
  );
}

function panelsOf(items: readonly ItemBreakdown[], { order, pinned }: RowTools): Panel[] {
  if (items.every(({ rows }) => rows.length === 0)) {
    const scales = new Map<string, ItemBreakdown[]>();
    for (const item of items) scales.set(scaleKey(item), [...(scales.get(scaleKey(item)) ?? []), item]);
    return [...scales].map(([key, alike]) => ({
      key,
      item: null,
      bars: alike.map((item) => ({ item, row: item.total })),
    }));
  }
  const lead = leadRows(items, order);
  return items.map((item) => {
    const asked = askedRows(orderRows(item.rows, order, pinned, lead)).rows;
    const rows = [item.total, ...foldWithheld(asked, MOST_WITHHELD).shown];
    return { key: item.code, item, bars: rows.map((row) => ({ item, row })) };
  });
}

interface BarsPanelOptions extends Omit<BarsViewOptions, 'items'> {
  readonly panel: Panel;
  readonly domain: readonly [number, number];
}

const segmentsOf = ({ item, row }: Bar) =>
  divergingSegments(item.options, row.counts, row.n, item.scale?.type);

function BarsPanel({ panel, domain, minimumCell, weighted, tools }: BarsPanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const words = useRowWords();
  const told = useFigureWords(minimumCell, weighted);
  const { item, bars } = panel;
  const drawn = bars.map((bar) => ({ ...bar, segments: segmentsOf(bar) }));
  const titleId = `bars-${panel.key}`;
  return (
    <article className="item-panel bars-panel" aria-labelledby={titleId}>
      <h3 id={titleId}>
        {item ? (
          <>
            <span className="item-code">{item.code}</span>
            {say(item.title)}
          </>
        ) : (
          t('bars.all', { scale: scaleName(bars[0]!.item, say) })
        )}
      </h3>
      <ScaleLegend item={bars[0]!.item} />
      <FigureTips>
        <table className="figures bars-table">
          <colgroup>
            <col className="bars-names" />
            <col />
            <col className="bars-shares" />
            <col className="bars-bases" />
          </colgroup>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('col.row')}</th>
              <th scope="col">{t('col.distribution')}</th>
              <th scope="col">{t('col.favourable')}</th>
              <th scope="col">{t('col.n')}</th>
            </tr>
          </thead>
          <tbody>
            {drawn.map(({ item: of, row, segments }) => {
              const label = segments ? words.bar(row, of.options, segments) : '';
              const where = item ? say(row.label) : say(of.title);
              const { favourable, favourableBounds } = row;
              return (
                <tr key={`${of.code} ${row.key ?? ''}`} className={item ? rowClass(row, tools) : undefined}>
                  {item ? (
                    <RowHead row={row} tools={tools} />
                  ) : (
                    <th scope="row">
                      <span className="item-code">{of.code}</span> {say(of.title)}
                    </th>
                  )}
                  <td className="bar-cell">
                    {segments ? (
                      <Figure words={() => label} className="figure-block">
                        <DivergingBar segments={segments} domain={domain} label={label} height={18} />
                      </Figure>
                    ) : (
                      <Figure words={() => told.withheld(where)} className="withheld">
                        {t('figure.withheldShort')}
                      </Figure>
                    )}
                  </td>
                  <td className="number favourable">
                    {favourable ? (
                      <Figure words={() => told.favourable(where, favourable)}>
                        {writtenShare(favourable.share, favourable.decimals)}
                      </Figure>
                    ) : favourableBounds ? (
                      <Figure
                        className="withheld"
                        words={() =>
                          told.bounds(
                            where,
                            favourableBounds.atLeast,
                            favourableBounds.atMost,
                            favourableBounds.n,
                          )
                        }
                      >
                        {formatInterval(favourableBounds.atLeast, favourableBounds.atMost)}
                      </Figure>
                    ) : null}
                  </td>
                  <td className="number muted">{row.n === null ? null : `n ${formatCount(row.n)}`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </FigureTips>
    </article>
  );
}
