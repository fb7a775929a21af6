import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import { formatMean } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Withheld } from '../../ui/withheld';

interface MeanOptions {
  readonly item: ItemBreakdown;
  readonly row: BreakdownRow;
  readonly minimumCell: number;
}

/** The mean and the SD of a row, each with the reason where there is none: two cells. */
export function MeanCells({ item, row, minimumCell }: MeanOptions): ReactNode {
  const { mean, sd, meanDecimals, n } = row;
  const scored = item.kind === 'numeric' || item.options.some(({ score }) => score !== null);
  const missing = n === 0 || !scored ? 'noData' : n === 1 ? 'tooFewValues' : 'withheld';
  return (
    <>
      <td className="number">
        {mean === null ? (
          <NoFigure why={missing === 'tooFewValues' ? 'withheld' : missing} minimumCell={minimumCell} />
        ) : (
          writtenMean(mean, meanDecimals)
        )}
      </td>
      <td className="number">
        {sd === null ? <NoFigure why={missing} minimumCell={minimumCell} /> : formatMean(sd)}
      </td>
    </>
  );
}

/** A mean that is true to one decimal only says so. */
const writtenMean = (mean: number, decimals: 1 | undefined): string =>
  decimals === 1 ? `≈${mean.toFixed(1)}` : formatMean(mean);

interface NoFigureOptions {
  readonly why: 'noData' | 'tooFewValues' | 'withheld';
  readonly minimumCell: number;
}

function NoFigure({ why, minimumCell }: NoFigureOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (why === 'withheld') {
    return (
      <Withheld reason={t('mean.withheld', { minimum: minimumCell })}>{t('figure.withheldShort')}</Withheld>
    );
  }
  const reason = say(reasonTexts[why]);
  return (
    <span title={reason}>
      <span aria-hidden="true">{t('figure.none')}</span>
      <span className="visually-hidden">{reason}</span>
    </span>
  );
}
