import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { optionShare, type BreakdownRow, type ItemBreakdown } from '@duwen/shared/breakdown';
import { OptionBars } from '../../ui/charts/option-bars';
import { formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Withheld } from '../../ui/withheld';
import { MethodLink } from '../methods/method-link';
import { MeanCells } from './mean-cells';
import { Count, type ItemTableOptions } from './scale-table';

/** The table of an item without a satisfaction scale: a column of shares per option; mean and SD of a number. */
export function ChoiceTable({ item, rows, titleId, minimumCell }: ItemTableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const numeric = item.kind === 'numeric';
  return (
    <>
      {item.options.length > 0 && item.total.suppression !== 'row' ? <TotalBars item={item} /> : null}
      <div className="table-scroll" role="region" aria-labelledby={titleId} tabIndex={0}>
        <table className="figures choice-table">
          <thead>
            <tr>
              <th scope="col">{t('col.row')}</th>
              <th scope="col" className="number" title={t('col.asked.about')}>
                {t('col.asked')}
              </th>
              <th scope="col" className="number" title={t('col.missing.about')}>
                {t('col.missing')}
              </th>
              <th scope="col" className="number" title={t('col.n.about')}>
                {t('col.n')} <MethodLink to="base" />
              </th>
              {item.options.map((option) => (
                <th scope="col" className="number option-head" key={String(option.value)}>
                  {say(option.label)}
                </th>
              ))}
              {numeric ? (
                <>
                  <th scope="col" className="number">
                    {t('col.mean')} <MethodLink to="describe" />
                  </th>
                  <th scope="col" className="number">
                    {t('col.sd')}
                  </th>
                </>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {[item.total, ...rows].map((row) => (
              <ChoiceRow key={row.key ?? ''} row={row} item={item} minimumCell={minimumCell} />
            ))}
          </tbody>
        </table>
      </div>
    </>
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

interface ChoiceRowOptions {
  readonly row: BreakdownRow;
  readonly item: ItemBreakdown;
  readonly minimumCell: number;
}

function ChoiceRow({ row, item, minimumCell }: ChoiceRowOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const reason = t('figure.withheld', { minimum: minimumCell });
  const head = <th scope="row">{row.key === null ? t('col.total') : say(row.label)}</th>;
  const kind = row.key === null ? 'total-row' : undefined;
  const numeric = item.kind === 'numeric';
  if (row.suppression === 'row') {
    return (
      <tr className={kind}>
        {head}
        <td colSpan={3 + item.options.length + (numeric ? 2 : 0)}>
          <Withheld reason={reason}>{t('row.withheld', { minimum: minimumCell })}</Withheld>
        </td>
      </tr>
    );
  }
  return (
    <tr className={kind}>
      {head}
      <Count value={row.asked} minimumCell={minimumCell} />
      <Count value={row.missing} minimumCell={minimumCell} />
      <Count value={row.n} minimumCell={minimumCell} />
      {item.options.map((option, index) => {
        const share = optionShare(item, row, index);
        const withheld = (row.counts[index] ?? null) === null;
        return (
          <td className="number" key={String(option.value)}>
            {withheld ? (
              <Withheld reason={reason}>{t('figure.withheldShort')}</Withheld>
            ) : share === null ? (
              t('figure.none')
            ) : (
              formatPercent(share)
            )}
          </td>
        );
      })}
      {numeric ? <MeanCells item={item} row={row} minimumCell={minimumCell} /> : null}
    </tr>
  );
}
