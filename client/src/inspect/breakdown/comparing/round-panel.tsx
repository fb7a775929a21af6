import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownAnswer } from '@duwen/shared/api';
import type { ItemBreakdown } from '@duwen/shared/breakdown';
import type { BreakdownRequest } from '@duwen/shared/tabulation';
import { FigureTips } from '../../../ui/figure';
import { useLocale } from '../../../ui/i18n';
import { useCodebook } from '../../campaigns/campaign-data';
import { useBreakdown } from '../breakdown-data';
import { Refusal, Working } from '../result-states';
import { askedRows, leadRows, orderRows } from '../row-order';
import { rowClass, RowHead, RowsHead, type RowTools } from '../row-tools';
import { DifferenceCells, reachOf, SideCells } from './difference-cells';
import { matchRows } from './match-rows';

interface RoundPanelOptions {
  readonly answer: BreakdownAnswer;
  readonly request: BreakdownRequest;
  /** The other round. */
  readonly beside: string;
  readonly tools: RowTools;
  /** Leaves the other round out again. */
  readonly onClose: () => void;
}

/** The same items in another round, row by row with their differences. */
export function RoundPanel({ answer, request, beside, tools, onClose }: RoundPanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const codebook = useCodebook(beside);
  const there = new Set(codebook.data?.items.map(({ code }) => code));
  const asked = { ...request, items: request.items.filter((code) => there.has(code)) };
  const other = useBreakdown(beside, asked, codebook.isSuccess);
  const failed = codebook.isError ? codebook : other.isError ? other : null;
  if (failed) return <Refusal error={failed.error} onRetry={() => void failed.refetch()} onBack={onClose} />;
  if (codebook.data && asked.items.length === 0) return <p className="muted">{t('round.needsItems')}</p>;
  if (!other.data) return <Working />;
  const { campaign } = other.data;
  return (
    <section className="round-panel" aria-labelledby="round-title" aria-busy={other.isFetching}>
      <h3 id="round-title">{t('round.title', { name: say(campaign.name) })}</h3>
      <p className="item-notes">{t('round.note')}</p>
      {answer.items.map((item) => (
        <RoundTable
          key={item.code}
          item={item}
          all={answer.items}
          other={other.data.items.find(({ code }) => code === item.code) ?? null}
          name={say(campaign.name)}
          minimumCell={answer.minimumCell}
          weighted={request.weighted ?? false}
          tools={tools}
        />
      ))}
    </section>
  );
}

interface RoundTableOptions {
  readonly item: ItemBreakdown;
  readonly all: readonly ItemBreakdown[];
  /** The item in the other round; null: it has none of that code. */
  readonly other: ItemBreakdown | null;
  readonly name: string;
  readonly minimumCell: number;
  readonly weighted: boolean;
  readonly tools: RowTools;
}

function RoundTable(options: RoundTableOptions): ReactNode {
  const { item, all, other, name, minimumCell, weighted, tools } = options;
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const titleId = `round-${item.code}`;
  const isScale = item.options.some(({ favourable }) => favourable);
  if (!isScale) return null;
  const title = (
    <h4 id={titleId}>
      <span className="item-code">{item.code}</span> {say(item.title)}
    </h4>
  );
  if (!other)
    return (
      <>
        {title}
        <p className="muted">{t('round.notThere')}</p>
      </>
    );
  const { rows } = askedRows(orderRows(item.rows, tools.order, tools.pinned, leadRows(all, tools.order)));
  const pairs = matchRows({ total: item.total, rows }, other);
  const reach = reachOf(pairs.map(({ first, second }) => [first, second]));
  const sides = [t('round.this'), name] as const;
  return (
    <>
      {title}
      <FigureTips>
        <div className="table-scroll" role="region" aria-labelledby={titleId} tabIndex={0}>
          <table className="figures compare-table">
            <thead>
              <tr>
                <RowsHead tools={tools} />
                <th scope="col" className="number">
                  {sides[0]}
                </th>
                <th scope="col" className="number">
                  {t('col.n')}
                </th>
                <th scope="col" className="number" title={name}>
                  {t('round.label')}
                </th>
                <th scope="col" className="number">
                  {t('col.n')}
                </th>
                <th scope="col" className="number">
                  {t('compare.difference')}
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
              {pairs.map(({ first, second }) => (
                <tr key={first.key ?? ''} className={rowClass(first, tools)}>
                  <RowHead row={first} tools={tools} />
                  {[first, second].map((row, side) => (
                    <SideCells
                      key={side}
                      where={`${sides[side]!} · ${say(first.label)}`}
                      row={row}
                      minimumCell={minimumCell}
                      weighted={weighted}
                    />
                  ))}
                  <DifferenceCells first={first} second={second} names={sides} reach={reach} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </FigureTips>
    </>
  );
}
