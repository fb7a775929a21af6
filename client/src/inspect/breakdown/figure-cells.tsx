import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { Figure } from '../../ui/figure';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import { useFigureWords, useRowName } from './figure-words';

interface WithheldFigureOptions {
  /** What stands in the figure's place: a word, or the range that may be told. */
  readonly children: ReactNode;
  /** Why, in a sentence. */
  readonly reason: string;
}

/** The mark of a figure that is withheld: it says why, as every figure says how it came about. */
export function WithheldFigure({ children, reason }: WithheldFigureOptions): ReactNode {
  return (
    <Figure className="withheld" words={() => reason}>
      {children}
    </Figure>
  );
}

interface PersonsCellOptions {
  readonly row: BreakdownRow;
  readonly column: 'asked' | 'missing' | 'n';
  readonly minimumCell: number;
}

/** A number of persons, or the mark that it is withheld. */
export function PersonsCell({ row, column, minimumCell }: PersonsCellOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const words = useFigureWords(minimumCell, false);
  const name = useRowName();
  const value = row[column];
  return (
    <td className="number">
      {value === null ? (
        <WithheldFigure reason={words.withheld(name(row))}>{t('figure.withheldShort')}</WithheldFigure>
      ) : (
        <Figure words={() => words.persons(name(row), t(`col.${column}`), value, t(`col.${column}.about`))}>
          {formatCount(value)}
        </Figure>
      )}
    </td>
  );
}

interface ShareCellOptions {
  readonly row: BreakdownRow;
  /** What the share is of. */
  readonly option: string;
  /** null: withheld, or nobody answered. */
  readonly share: number | null;
  readonly base: number | null;
  readonly withheld: boolean;
  readonly minimumCell: number;
  readonly weighted: boolean;
}

/** A share of an option, without an interval of its own. */
export function ShareCell(options: ShareCellOptions): ReactNode {
  const { row, option, share, base, withheld, minimumCell, weighted } = options;
  const { t } = useTranslation('inspect');
  const words = useFigureWords(minimumCell, weighted);
  const name = useRowName();
  if (withheld)
    return (
      <td className="number">
        <WithheldFigure reason={words.withheld(`${name(row)} · ${option}`)}>
          {t('figure.withheldShort')}
        </WithheldFigure>
      </td>
    );
  if (share === null || !base) return <td className="number">{t('figure.none')}</td>;
  return (
    <td className="number">
      <Figure words={() => words.option(name(row), option, share, base)}>{formatPercent(share)}</Figure>
    </td>
  );
}
