import type { ReactNode } from 'react';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { WithheldFigure } from './figure-cells';
import type { TableWords } from './figure-words';
import { rowClass, RowHead, type RowTools } from './row-tools';

interface WithheldRowOptions {
  readonly row: BreakdownRow;
  readonly tools: RowTools;
  readonly words: TableWords;
  /** Columns besides the head. */
  readonly columns: number;
}

/** A row of which nothing is told but that. */
export function WithheldRow({ row, tools, words, columns }: WithheldRowOptions): ReactNode {
  const { t, minimumCell: minimum } = words;
  return (
    <tr className={rowClass(row, tools)}>
      <RowHead row={row} tools={tools} />
      <td colSpan={columns}>
        <WithheldFigure reason={t('figure.withheld', { minimum })}>
          {t('row.withheld', { minimum })}
        </WithheldFigure>
      </td>
    </tr>
  );
}
