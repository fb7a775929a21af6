import type { Table, TableCell } from '@duwen/shared/breakdown';
import type { TableHead } from '@duwen/shared/tabulation';
import { inOrder, type RowOrder } from '../row-order';

/** A head as addresses and orders name it: the keys of its categories, outermost first. */
export const headKey = (head: TableHead): string => head.map(({ key }) => key).join('|');

/** A head of some lines in a row: which category, and how many lines it stands over. */
export interface HeadSpan {
  readonly label: TableHead[number]['label'];
  readonly from: number;
  readonly span: number;
}

/** The heads of each nesting level, outermost first: neighbours with the same categories down to that level are one. */
export function headSpans(heads: readonly TableHead[]): HeadSpan[][] {
  const depth = heads[0]?.length ?? 0;
  return Array.from({ length: depth }, (_, level) => {
    const spans: { label: HeadSpan['label']; from: number; span: number; key: string }[] = [];
    heads.forEach((head, index) => {
      const key = headKey(head.slice(0, level + 1));
      const last = spans.at(-1);
      if (last?.key === key) last.span += 1;
      else spans.push({ label: head[level]!.label, from: index, span: 1, key });
    });
    return spans.map(({ label, from, span }) => ({ label, from, span }));
  });
}

/** A line of a crosstab: its head and its cells, the row's total last. */
export interface CrossLine {
  readonly key: string;
  readonly head: TableHead;
  readonly cells: readonly TableCell[];
}

/** Withheld figures have no place in an order but the last: a range stands at its middle. */
function valueOf({ value, bounds }: TableCell): number | null {
  if (value !== null) return value;
  return bounds ? (bounds.atLeast + bounds.atMost) / 2 : null;
}

/** The place of the column that an order names: `column:` and a head's key, or `total`; null: not in this table. */
export function orderedColumn(table: Pick<Table, 'columns'>, order: RowOrder): number | null {
  if (order?.column === 'total') return table.columns.length;
  const at = table.columns.findIndex((head) => `column:${headKey(head)}` === order?.column);
  return at < 0 ? null : at;
}

/**
 * The lines of a table in the order wanted. Nested rows are put in order within their outer category, so that nesting stays
 * readable.
 */
export function crossLines(table: Pick<Table, 'rows' | 'columns' | 'cells'>, order: RowOrder): CrossLine[] {
  const lines = table.rows.map((head, index) => ({ key: headKey(head), head, cells: table.cells[index]! }));
  const column = orderedColumn(table, order);
  if (column === null || !order) return lines;
  const groups = new Map<string, CrossLine[]>();
  for (const line of lines) {
    const outer = headKey(line.head.slice(0, -1));
    groups.set(outer, [...(groups.get(outer) ?? []), line]);
  }
  return [...groups.values()].flatMap((group) =>
    inOrder(group, ({ cells }) => valueOf(cells[column]!), order.descending),
  );
}
