import type { ReactNode } from 'react';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { Figure } from '../../ui/figure';
import { formatCount, formatPercent } from '../../ui/format/numbers';
import type { TableWords } from './figure-words';

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
  readonly words: TableWords;
  readonly row: BreakdownRow;
  readonly column: 'asked' | 'missing' | 'n';
}

/** A number of persons, or the mark that it is withheld. */
export function PersonsCell({ words, row, column }: PersonsCellOptions): ReactNode {
  const { t, told, name } = words;
  const value = row[column];
  return (
    <td className="number">
      {value === null ? (
        <WithheldFigure reason={told.withheld(name(row))}>{t('figure.withheldShort')}</WithheldFigure>
      ) : (
        <Figure words={() => told.persons(name(row), t(`col.${column}`), value, t(`col.${column}.about`))}>
          {formatCount(value)}
        </Figure>
      )}
    </td>
  );
}

interface ShareCellOptions {
  readonly words: TableWords;
  readonly row: BreakdownRow;
  /** What the share is of. */
  readonly option: string;
  /** null: withheld, or nobody answered. */
  readonly share: number | null;
  readonly base: number | null;
  readonly withheld: boolean;
}

/** A share of an option, without an interval of its own. */
export function ShareCell({ words, row, option, share, base, withheld }: ShareCellOptions): ReactNode {
  const { t, told, name } = words;
  if (withheld)
    return (
      <td className="number">
        <WithheldFigure reason={told.withheld(`${name(row)} · ${option}`)}>
          {t('figure.withheldShort')}
        </WithheldFigure>
      </td>
    );
  if (share === null || !base) return <td className="number">{t('figure.none')}</td>;
  return (
    <td className="number">
      <Figure words={() => told.option(name(row), option, share, base)}>{formatPercent(share)}</Figure>
    </td>
  );
}
