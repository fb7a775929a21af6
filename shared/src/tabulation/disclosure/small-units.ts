import type { TableHead, TableTallies } from '../table-tallies.js';
import { variableKey, type Variable } from '../variable.js';

/**
 * Rows and columns that are withheld whole, zeros too: those of 1 to minimum − 1 persons, and every row or column of a unit
 * that has so few in the table.
 *
 * @returns 1 per place of the tallies' `persons`
 */
export function withheldLines(tallies: TableTallies, minimum: number): Uint8Array {
  const { request, rows, columns, persons, severalChoice } = tallies;
  const several = severalChoice && variableKey({ item: severalChoice.code });
  const overlap = (variables: readonly Variable[]): boolean =>
    variables.some((variable) => variableKey(variable) === several);
  const width = columns.length + 1;
  const withheld = new Uint8Array(persons.length);
  const totalsOfRows = rows.map((_, row) => persons[row * width + columns.length]!);
  const totalsOfColumns = columns.map((_, column) => persons[rows.length * width + column]!);
  smallLines(request.rows, rows, totalsOfRows, overlap(request.rows), minimum).forEach((small, row) => {
    if (small) withheld.fill(1, row * width, (row + 1) * width);
  });
  smallLines(request.columns, columns, totalsOfColumns, overlap(request.columns), minimum).forEach(
    (small, column) => {
      if (small) for (let place = column; place < withheld.length; place += width) withheld[place] = 1;
    },
  );
  return withheld;
}

function smallLines(
  variables: readonly Variable[],
  heads: readonly TableHead[],
  totals: readonly number[],
  overlap: boolean,
  minimum: number,
): boolean[] {
  const isSmall = (persons: number): boolean => persons > 0 && persons < minimum;
  const unit = variables.findIndex((variable) => 'stratum' in variable && variable.stratum === 'unit');
  if (unit < 0) return totals.map(isSmall);
  // Where persons overlap, a sum would count them twice; the largest count says how many there are at least.
  const inUnit = new Map<string, number>();
  heads.forEach((head, index) => {
    const { key } = head[unit]!;
    const known = inUnit.get(key) ?? 0;
    inUnit.set(key, overlap ? Math.max(known, totals[index]!) : known + totals[index]!);
  });
  return heads.map((head, index) => isSmall(totals[index]!) || isSmall(inUnit.get(head[unit]!.key)!));
}
