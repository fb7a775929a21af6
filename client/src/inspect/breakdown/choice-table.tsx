import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { optionShare, type BreakdownRow, type ItemBreakdown } from '@duwen/shared/breakdown';
import { OptionBars } from '../../ui/charts/option-bars';
import { formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { FigureTips } from '../../ui/figure';
import { MethodLink } from '../methods/method-link';
import { MeanCells } from './mean-cells';
import { PersonsCell, ShareCell } from './figure-cells';
import { useTableWords, type TableWords } from './figure-words';
import { rowClass, RowHead, RowsHead, SortHead } from './row-tools';
import { WithheldRow } from './withheld-row';
import type { ItemTableOptions } from './scale-table';

/** The table of an item without a satisfaction scale: a column of shares per option; mean and SD of a number. */
export function ChoiceTable(options: ItemTableOptions): ReactNode {
  const { item, rows, titleId, minimumCell, weighted } = options;
  const words = useTableWords(minimumCell, weighted);
  return (
    <>
      {item.options.length > 0 && item.total.suppression !== 'row' ? <TotalBars item={item} /> : null}
      <FigureTips>
        <div className="table-scroll" role="region" aria-labelledby={titleId} tabIndex={0}>
          <table className="figures choice-table">
            <ChoiceHead {...options} />
            <tbody>
              {[item.total, ...rows].map((row) => (
                <ChoiceRow key={row.key ?? ''} {...options} words={words} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      </FigureTips>
    </>
  );
}

function ChoiceHead({ item, rows, tools }: ItemTableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
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
        <SortHead {...sort} column="n" title={t('col.n.about')} beside={<MethodLink to="base" />}>
          {t('col.n')}
        </SortHead>
        {item.options.map((option, index) => (
          <SortHead
            {...sort}
            key={String(option.value)}
            className="number option-head"
            column={`option:${index}`}
          >
            {say(option.label)}
          </SortHead>
        ))}
        {item.kind === 'numeric' ? (
          <>
            <SortHead {...sort} column="mean" beside={<MethodLink to="describe" />}>
              {t('col.mean')}
            </SortHead>
            <SortHead {...sort} column="sd">
              {t('col.sd')}
            </SortHead>
          </>
        ) : null}
      </tr>
    </thead>
  );
}

function TotalBars({ item }: { readonly item: ItemBreakdown }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const bars = item.options.map((option, index) => ({
    label: say(option.label),
    share: optionShare(item, item.total, index),
    withheld: t('figure.withheldShort'),
  }));
  const parts = bars.map(
    ({ label, share, withheld }) => `${label} ${share === null ? withheld : formatPercent(share)}`,
  );
  return (
    <div className="option-bars-box">
      <p className="item-notes" aria-hidden="true">
        {t('bar.total')}
      </p>
      <OptionBars bars={bars} label={t('bar.label', { row: t('col.total'), parts: parts.join(', ') })} />
    </div>
  );
}

interface ChoiceRowOptions extends ItemTableOptions {
  readonly words: TableWords;
  readonly row: BreakdownRow;
}

function ChoiceRow({ row, item, words, tools }: ChoiceRowOptions): ReactNode {
  const { say } = words;
  const numeric = item.kind === 'numeric';
  if (row.suppression === 'row')
    return (
      <WithheldRow
        row={row}
        tools={tools}
        words={words}
        columns={3 + item.options.length + (numeric ? 2 : 0)}
      />
    );
  return (
    <tr className={rowClass(row, tools)}>
      <RowHead row={row} tools={tools} />
      <PersonsCell words={words} row={row} column="asked" />
      <PersonsCell words={words} row={row} column="missing" />
      <PersonsCell words={words} row={row} column="n" />
      {item.options.map((option, index) => (
        <ShareCell
          key={String(option.value)}
          row={row}
          option={say(option.label)}
          share={optionShare(item, row, index)}
          base={row.n === null ? null : row.n + (option.missing ? (row.dontKnow ?? 0) : 0)}
          withheld={(row.counts[index] ?? null) === null}
          words={words}
        />
      ))}
      {numeric ? <MeanCells item={item} row={row} words={words} /> : null}
    </tr>
  );
}
