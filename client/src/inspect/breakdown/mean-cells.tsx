import type { ReactNode } from 'react';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import { formatMean } from '../../ui/format/numbers';
import { Figure } from '../../ui/figure';
import { WithheldFigure } from './figure-cells';
import { writtenMean } from './told-figures';
import type { TableWords } from './figure-words';

interface MeanOptions {
  readonly item: ItemBreakdown;
  readonly row: BreakdownRow;
  readonly words: TableWords;
}

/** The mean and the SD of a row, each with the reason where there is none: two cells. */
export function MeanCells({ item, row, words }: MeanOptions): ReactNode {
  const { told, name } = words;
  const { mean, sd, meanDecimals, n } = row;
  const scored = item.kind === 'numeric' || item.options.some(({ score }) => score !== null);
  const missing = n === 0 || !scored ? 'noData' : n === 1 ? 'tooFewValues' : 'withheld';
  return (
    <>
      <td className="number">
        {mean === null ? (
          <NoFigure why={missing === 'tooFewValues' ? 'withheld' : missing} words={words} />
        ) : (
          <Figure words={() => told.mean(name(row), writtenMean(mean, meanDecimals), row)}>
            {writtenMean(mean, meanDecimals)}
          </Figure>
        )}
      </td>
      <td className="number">{sd === null ? <NoFigure why={missing} words={words} /> : formatMean(sd)}</td>
    </>
  );
}

interface NoFigureOptions {
  readonly why: 'noData' | 'tooFewValues' | 'withheld';
  readonly words: TableWords;
}

function NoFigure({ why, words }: NoFigureOptions): ReactNode {
  const { t, say, minimumCell } = words;
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
