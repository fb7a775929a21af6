import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { writtenShareInterval } from '../told-figures';
import type { PlotRow } from './plot-rows';
import type { PlotWords } from './plot-words';

interface PlotTableOptions {
  readonly title: string;
  /** The total first. */
  readonly rows: readonly PlotRow[];
  readonly words: PlotWords;
  /** A further column: its head, and a row's cell. */
  readonly more?: { readonly head: string; readonly cell: (row: PlotRow) => string };
}

/** What a plot draws, as a table: base, share or range, interval. */
export function PlotTable({ title, rows, words, more }: PlotTableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <div className="table-scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="figures plot-table">
        <thead>
          <tr>
            <th scope="col">{t('col.row')}</th>
            <th scope="col" className="number">
              {t('col.n')}
            </th>
            <th scope="col" className="number">
              {t('col.favourable')}
            </th>
            <th scope="col" className="number">
              {t('col.interval')}
            </th>
            {more ? <th scope="col">{more.head}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.key === '' ? 'total-row' : undefined}>
              <th scope="row">{words.name(row)}</th>
              <td className="number">{words.base(row)}</td>
              <td className="number">{words.short(row)}</td>
              <td className="number">
                {row.figure.kind === 'share'
                  ? writtenShareInterval(row.figure.lower, row.figure.upper, row.figure.decimals)
                  : t('figure.none')}
              </td>
              {more ? <td>{more.cell(row)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
