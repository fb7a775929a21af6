import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { compareRows, type BreakdownRow, type ItemBreakdown } from '@duwen/shared/breakdown';
import { FigureTips } from '../../../ui/figure';
import { useLocale } from '../../../ui/i18n';
import { MethodLink } from '../../methods/method-link';
import { useComparisonWords } from './comparison-words';
import { DifferenceCells, reachOf, SideCells } from './difference-cells';

interface ComparePanelOptions {
  readonly items: readonly ItemBreakdown[];
  readonly pinned: readonly string[];
  readonly minimumCell: number;
  readonly weighted: boolean;
  readonly onClear: () => void;
}

interface Pair {
  readonly item: ItemBreakdown;
  readonly first: BreakdownRow;
  readonly second: BreakdownRow;
}

/** The first two pinned rows against each other, a line an item. */
export function ComparePanel({
  items,
  pinned,
  minimumCell,
  weighted,
  onClear,
}: ComparePanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const words = useComparisonWords();
  const known = pinned.filter((wanted) => items.some(({ rows }) => rows.some(({ key }) => key === wanted)));
  if (known.length === 0) return null;
  const pairs = pairsOf(items, known);
  const [sample] = pairs;
  if (!sample)
    return (
      <p className="compare-hint muted no-print" role="status">
        {t('compare.pinTwo')}{' '}
        <Button type="link" size="small" onClick={onClear}>
          {t('pin.clear')}
        </Button>
      </p>
    );
  const names = [say(sample.first.label), say(sample.second.label)] as const;
  const reach = reachOf(pairs.map(({ first, second }) => [first, second]));
  const single = pairs.length === 1 ? compareRows(sample.first, sample.second) : null;
  return (
    <section className="compare-panel" aria-labelledby="compare-title">
      <div className="item-head">
        <h3 id="compare-title">
          {t('compare.title')} · {t('compare.two', { first: names[0], second: names[1] })}
        </h3>
        <Button type="link" size="small" className="no-print" onClick={onClear}>
          {t('pin.clear')}
        </Button>
      </div>
      {known.length > 2 ? <p className="item-notes">{t('compare.firstTwo')}</p> : null}
      <FigureTips>
        <div className="table-scroll" role="region" aria-labelledby="compare-title" tabIndex={0}>
          <table className="figures compare-table">
            <thead>
              <tr>
                <th scope="col">{t('compare.item')}</th>
                {names.map((name) => (
                  <HeadPair key={name} name={name} />
                ))}
                <th scope="col" className="number">
                  {t('compare.difference')} <MethodLink to="compare-rows" />
                </th>
                <th scope="col" className="number">
                  {t('col.interval')}
                </th>
                <th scope="col" className="interval-cell">
                  <span className="visually-hidden">{t('col.interval')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {pairs.map(({ item, first, second }) => (
                <tr key={item.code}>
                  <th scope="row">
                    <span className="item-code">{item.code}</span> {say(item.title)}
                  </th>
                  <SideCells
                    where={`${names[0]} · ${item.code}`}
                    row={first}
                    minimumCell={minimumCell}
                    weighted={weighted}
                  />
                  <SideCells
                    where={`${names[1]} · ${item.code}`}
                    row={second}
                    minimumCell={minimumCell}
                    weighted={weighted}
                  />
                  <DifferenceCells first={first} second={second} names={names} reach={reach} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </FigureTips>
      {single ? <p className="test-sentence">{words(names[0], names[1], single)}</p> : null}
    </section>
  );
}

function HeadPair({ name }: { readonly name: string }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <>
      <th scope="col" className="number">
        {name}
      </th>
      <th scope="col" className="number">
        {t('col.n')}
      </th>
    </>
  );
}

/** The two rows of each item with a favourable share. */
function pairsOf(items: readonly ItemBreakdown[], [one, other]: readonly string[]): Pair[] {
  return items
    .filter(({ options }) => options.some(({ favourable }) => favourable))
    .flatMap((item) => {
      const first = item.rows.find(({ key }) => key === one);
      const second = item.rows.find(({ key }) => key === other);
      return first && second ? [{ item, first, second }] : [];
    });
}
