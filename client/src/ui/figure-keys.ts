/**
 * The figure that a key leads to from another in its table; null for a key that does not move, and at the edge. Columns are
 * counted from the right, where the figures are: heads that span rows stand on the left.
 */
export function figureBeside(from: HTMLElement, key: string): HTMLElement | null {
  const row = from.closest('tr');
  if (!row) return null;
  const figures = figuresIn(row);
  const at = figures.indexOf(from);
  switch (key) {
    case 'ArrowLeft':
      return figures[at - 1] ?? null;
    case 'ArrowRight':
      return figures[at + 1] ?? null;
    case 'Home':
      return figures[0] ?? null;
    case 'End':
      return figures.at(-1) ?? null;
    case 'ArrowUp':
      return inRow(row, -1, figures.length - at);
    case 'ArrowDown':
      return inRow(row, 1, figures.length - at);
    default:
      return null;
  }
}

const figuresIn = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('[data-figure]')];

/** The figure `fromRight` of the next row up (−1) or down (+1) that has any. */
function inRow(from: HTMLTableRowElement, by: -1 | 1, fromRight: number): HTMLElement | null {
  const rows = [...(from.closest('table')?.rows ?? [])];
  for (let at = rows.indexOf(from) + by; at >= 0 && at < rows.length; at += by) {
    const figures = figuresIn(rows[at]!);
    if (figures.length > 0) return figures[Math.max(0, figures.length - fromRight)]!;
  }
  return null;
}
