import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import { formatMean } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { Figure } from '../../ui/figure';
import { WithheldFigure } from './figure-cells';
import { writtenMean } from './told-figures';
import { useFigureWords, useRowName } from './figure-words';

interface MeanOptions {
  readonly item: ItemBreakdown;
  readonly row: BreakdownRow;
  readonly minimumCell: number;
  readonly weighted: boolean;
}

/** The mean and the SD of a row, each with the reason where there is none: two cells. */
export function MeanCells({ item, row, minimumCell, weighted }: MeanOptions): ReactNode {
  const words = useFigureWords(minimumCell, weighted);
  const name = useRowName();
  const { mean, sd, meanDecimals, n } = row;
  const scored = item.kind === 'numeric' || item.options.some(({ score }) => score !== null);
  const missing = n === 0 || !scored ? 'noData' : n === 1 ? 'tooFewValues' : 'withheld';
  return (
    <>
      <td className="number">
        {mean === null ? (
          <NoFigure why={missing === 'tooFewValues' ? 'withheld' : missing} minimumCell={minimumCell} />
        ) : (
          <Figure words={() => words.mean(name(row), writtenMean(mean, meanDecimals), row)}>
            {writtenMean(mean, meanDecimals)}
          </Figure>
        )}
      </td>
      <td className="number">
        {sd === null ? <NoFigure why={missing} minimumCell={minimumCell} /> : formatMean(sd)}
      </td>
    </>
  );
}

interface NoFigureOptions {
  readonly why: 'noData' | 'tooFewValues' | 'withheld';
  readonly minimumCell: number;
}

function NoFigure({ why, minimumCell }: NoFigureOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  if (why === 'withheld') {
    return (
      <WithheldFigure reason={t('mean.withheld', { minimum: minimumCell })}>
        {t('figure.withheldShort')}
      </WithheldFigure>
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
