import { useTranslation } from 'react-i18next';
import type { Table, TableCell } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import { formatInterval } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import type { VariableNames } from '../variables';
import type { NumberFormat, SheetCell, SheetTable } from './sheet-cells';

interface Texts {
  readonly withheld: string;
  readonly total: string;
  readonly say: (text: LocalizedText) => string;
  /** What the row variables are called. */
  readonly rowNames: readonly string[];
}

/** A table as cells: a line per column level, then the rows with each of their categories in a cell of its own. */
export function tableCells(table: Table, { withheld, total, say, rowNames }: Texts): SheetTable {
  const { measure } = table.request;
  const as: NumberFormat = measure === 'count' ? 'count' : measure === 'mean' ? 'mean' : 'percent';
  const figure = ({ value, bounds, n }: TableCell): SheetCell => {
    if (value !== null) return { number: value, as };
    if (bounds) return formatInterval(bounds.atLeast, bounds.atMost);
    return n === 0 ? null : withheld;
  };
  const depth = Math.max(1, rowNames.length);
  const padded = (cells: readonly string[]): SheetCell[] => [
    ...cells,
    ...Array.from({ length: depth - cells.length }, () => null),
  ];
  const levels = Math.max(1, table.columns[0]?.length ?? 0);
  const heads = Array.from({ length: levels }, (_, level): SheetCell[] => [
    ...padded(level === levels - 1 ? rowNames : []),
    ...table.columns.map((head) => say(head[level]!.label)),
    level === levels - 1 ? total : null,
  ]);
  const body = table.cells.map((cells, index): SheetCell[] => {
    const head = table.rows[index];
    return [...padded(head ? head.map(({ label }) => say(label)) : [total]), ...cells.map(figure)];
  });
  return { rows: [...heads, ...body], heads: levels };
}

/** A maker of a table's cells, in the page's language. */
export function useTableCells(table: Table, names: VariableNames): () => SheetTable {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return () =>
    tableCells(table, {
      withheld: t('figure.withheldShort'),
      total: t('col.total'),
      say,
      rowNames: table.request.rows.map(names.variable),
    });
}
