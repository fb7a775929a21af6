interface Cell {
  readonly count: number;
  withheld: boolean;
}

/**
 * Withholds counts of 1 to `minimum` − 1 in a table whose row and column totals are known, and as many of the next smallest
 * as it takes that the withheld cells of every line are at least two and add up to at least `minimum`: no total then gives
 * one of them away.
 *
 * @param table rows of equal length
 * @returns the counts, null where withheld; zeros stay
 */
export function withholdSmall(table: readonly (readonly number[])[], minimum: number): (number | null)[][] {
  const rows = table.map((row) =>
    row.map((count): Cell => ({ count, withheld: count > 0 && count < minimum })),
  );
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] as Cell));
  // A table of one row has no column totals to protect: its columns are its cells.
  const lines = rows.length > 1 ? [...rows, ...columns] : rows;
  while (lines.map((line) => cover(line, minimum)).includes(true));
  return rows.map((row) => row.map(({ count, withheld }) => (withheld ? null : count)));
}

/** Withholds more cells of a line where its total would give a withheld one away; whether it did. */
function cover(line: readonly Cell[], minimum: number): boolean {
  const withheld = line.filter((cell) => cell.withheld);
  const sum = withheld.reduce((total, { count }) => total + count, 0);
  if (withheld.length === 0 || (withheld.length > 1 && sum >= minimum)) return false;
  const smallest = line
    .filter((cell) => !cell.withheld && cell.count > 0)
    .reduce<Cell | null>((least, cell) => (least === null || cell.count < least.count ? cell : least), null);
  if (smallest === null) return false;
  smallest.withheld = true;
  return true;
}
