import { shieldGrid } from './disclosure/shield-grid.js';
import { withholdCompany } from './disclosure/overlap-company.js';
import { withheldLines } from './disclosure/small-units.js';
import { TableDecision } from './disclosure/table-decision.js';
import { placesOf, tableGrid, type Line, type TableGrid } from './disclosure/table-grid.js';
import { printCell, printNothing } from './disclosure/print-cell.js';
import type { ProtectedTable, ProtectedTableCell } from './protected-table.js';
import type { TableTallies } from './table-tallies.js';

/**
 * Withholds what would show a count of 1 to minimum − 1 persons, or, with an item, favourable or unfavourable answers,
 * directly or by subtraction within the table: for every such count there is another table, with that count at the minimum
 * or above, that fits every figure shown. A cell without anyone is shown, and taken to be known.
 *
 * The decision is the same for counts and all percentages, and the same for means and favourable shares.
 *
 * @param tallies exact counts
 * @param minimumCell the smallest count that may be shown (zero always may), in persons
 */
export function protectTable(tallies: TableTallies, minimumCell: number): ProtectedTable {
  const { responses } = tallies;
  const tooFew = responses > 0 && responses < minimumCell;
  const decision = tooFew ? null : decide(tallies, minimumCell);
  const width = tallies.columns.length + 1;
  const cells = Array.from({ length: tallies.rows.length + 1 }, (_, row) =>
    Array.from({ length: width }, (_, column) =>
      decision ? printCell(tallies, decision, row * width + column) : printNothing(),
    ),
  );
  return {
    tallies,
    minimumCell,
    responses: tooFew || cells.at(-1)!.at(-1)!.count === null ? null : responses,
    cells,
    disclosure: reportOf(tallies, cells, minimumCell),
  };
}

/** null: nothing of the table may be told. */
function decide(tallies: TableTallies, minimum: number): TableDecision | null {
  const grid = tableGrid(tallies);
  const withheld = withheldLines(tallies, minimum);
  // Where persons overlap, a row that cannot be protected by parts is withheld whole, and all is done anew.
  const whole = new Set<Line>();
  for (;;) {
    const outcome = decideWith(tallies, grid, withheld, whole, minimum);
    if (!('failed' in outcome)) return outcome;
    const { failed } = outcome;
    if (!grid.overlap || failed === null || failed === grid.rows || whole.has(failed)) return null;
    whole.add(failed);
  }
}

function decideWith(
  tallies: TableTallies,
  grid: TableGrid,
  withheld: Uint8Array,
  whole: ReadonlySet<Line>,
  minimum: number,
): TableDecision | { readonly failed: Line | null } {
  const rows = grid.overlap ? withholdCompany(tallies, grid, withheld, whole, minimum) : new Uint8Array(0);
  if (!rows) return { failed: null };
  const decision = new TableDecision(tallies, withheld, minimum);
  for (const part of grid.parts) {
    const width = part.columns.length;
    const beforehand = Uint8Array.from(placesOf(grid, part), (place, edge) =>
      place < 0 ? (rows[Math.floor(edge / width)] ?? 0) : withheld[place]!,
    );
    const shield = shieldGrid(tallies, grid, part, beforehand, minimum);
    if ('failed' in shield) return shield;
    decision.add(shield, grid, part);
  }
  decision.conclude();
  return decision;
}

function reportOf(
  { persons }: TableTallies,
  cells: readonly (readonly ProtectedTableCell[])[],
  minimumCell: number,
): ProtectedTable['disclosure'] {
  const withheld = cells.flatMap((row, index) =>
    row.flatMap(({ suppression }, column) =>
      suppression === 'none' ? [] : [persons[index * row.length + column]!],
    ),
  );
  const primary = withheld.filter((count) => count > 0 && count < minimumCell).length;
  return {
    minimumCell,
    primary,
    complementary: withheld.length - primary,
    shown: persons.length - withheld.length,
  };
}
