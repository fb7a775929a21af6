import { memo, useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { differenceTone } from '../../ui/charts/difference-tone';
import { useLocale } from '../../ui/i18n';
import { moved, type HeatGrid, type HeatPlace } from './heat-grid';
import { pieces, scrollTo, spanSeen, type Span } from './heat-window';
import { useHeatWords } from './heat-words';
import { RowHead, rowClass, RowsHead, SortHead, type RowTools } from './row-tools';
import { writtenShare } from './told-figures';
import './heat-table.css';

/** Pixels; the style sheet has the same. */
const ROW = 26;
const COLUMN = 76;
const ROWS_BEYOND = 4;
const COLUMNS_BEYOND = 2;

interface HeatTableOptions {
  readonly grid: HeatGrid;
  readonly minimumCell: number;
  readonly tools: RowTools;
  /** Told what the cell that is looked at says. */
  readonly onRead: (text: string) => void;
}

/** What of the map is in sight. */
interface Sight {
  readonly rows: Span;
  readonly columns: Span;
}

/**
 * The map as a table of which only what is in sight is drawn, so that thousands of cells scroll smoothly. It says how large
 * it is as a whole, and the cell with the focus is always drawn; for print, all is.
 */
export const HeatTable = memo(function HeatTable({
  grid,
  minimumCell,
  tools,
  onRead,
}: HeatTableOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const [rowCount, columnCount] = [grid.rows.length, grid.items.length];
  const { box, scroller, sight } = useSight(rowCount, columnCount);
  const [stop, setStop] = useState<HeatPlace>({ row: 0, column: 0 });
  const at = { row: Math.min(stop.row, rowCount - 1), column: Math.min(stop.column, columnCount - 1) };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLTableCellElement)) return;
    const next = moved(at, event.key, rowCount, columnCount);
    if (!next) return;
    event.preventDefault();
    // Drawn at once: only what is there can take the focus.
    flushSync(() => setStop(next));
    if (scroller.current) reveal(scroller.current, next);
    cellAt(scroller.current, next)?.focus({ preventScroll: true });
  };
  const look = useCallback(
    (cell: HTMLElement): void => onRead(cell.getAttribute('aria-label') ?? ''),
    [onRead],
  );
  return (
    <div className="heat-scroll" ref={box}>
      <table
        className="heat-table is-windowed"
        role="grid"
        aria-label={t('breakdown.displayHeat')}
        aria-rowcount={rowCount + 1}
        aria-colcount={columnCount + 1}
      >
        <colgroup>
          <col className="heat-names" />
          <col className="heat-figures" span={columnCount} />
        </colgroup>
        <thead>
          <tr>
            <RowsHead className="heat-corner" tools={tools} />
            {grid.items.map((item) => (
              <SortHead
                key={item.code}
                column={`item:${item.code}`}
                order={tools.order}
                title={say(item.title)}
                onSort={tools.onSort}
              >
                <span className="heat-code">{item.code}</span>
                <span className="heat-title">{say(item.title)}</span>
              </SortHead>
            ))}
          </tr>
        </thead>
        <tbody
          onKeyDown={onKeyDown}
          onMouseOver={({ target }) => {
            const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
            if (cell) look(cell);
          }}
          onFocus={({ target }) => {
            const place = placeOf(target);
            if (!place) return;
            setStop(place);
            look(target);
          }}
        >
          {pieces(sight.rows, at.row, rowCount).map((piece, index) =>
            'gap' in piece ? (
              <tr
                key={`gap-${index}`}
                className="heat-gap"
                aria-hidden="true"
                style={{ height: piece.gap * ROW }}
              />
            ) : (
              <HeatRow
                key={grid.rows[piece.place]!.key ?? ''}
                place={piece.place}
                line={grid.rows[piece.place]!}
                items={grid.items}
                from={sight.columns.from}
                to={sight.columns.to}
                stop={piece.place === at.row ? at.column : null}
                minimumCell={minimumCell}
                tools={tools}
              />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
});

const cellAt = (box: HTMLElement | null, { row, column }: HeatPlace): HTMLElement | null =>
  box?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null;

function placeOf({ dataset: { row, column } }: HTMLElement): HeatPlace | null {
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}

/** Scrolls a cell out from under the heads and into the box. */
function reveal(box: HTMLElement, { row, column }: HeatPlace): void {
  const head = box.querySelector('thead')?.getBoundingClientRect().height ?? 0;
  const names = box.querySelector('.heat-corner')?.getBoundingClientRect().width ?? 0;
  box.scrollTop = scrollTo(box.scrollTop, box.clientHeight - head, ROW, row);
  box.scrollLeft = scrollTo(box.scrollLeft, box.clientWidth - names, COLUMN, column);
}

/** Follows what of a scrolled box is in sight. */
function useSight(rowCount: number, columnCount: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Sight>({ rows: { from: 0, to: 40 }, columns: { from: 0, to: 24 } });
  const [printing, setPrinting] = useState(false);
  const look = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    const rows = spanSeen(box.scrollTop, box.clientHeight, ROW, Number.MAX_SAFE_INTEGER, ROWS_BEYOND);
    const columns = spanSeen(
      box.scrollLeft,
      box.clientWidth,
      COLUMN,
      Number.MAX_SAFE_INTEGER,
      COLUMNS_BEYOND,
    );
    setSeen((before) =>
      isSame(before.rows, rows) && isSame(before.columns, columns) ? before : { rows, columns },
    );
  }, []);
  const box = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (!element) return undefined;
      const observer = new ResizeObserver(look);
      observer.observe(element);
      element.addEventListener('scroll', look, { passive: true });
      return () => {
        observer.disconnect();
        element.removeEventListener('scroll', look);
      };
    },
    [look],
  );
  useEffect(() => {
    // Paper shows all: what is drawn by the time the event ends is what is printed.
    const print = (): void => flushSync(() => setPrinting(true));
    const done = (): void => setPrinting(false);
    window.addEventListener('beforeprint', print);
    window.addEventListener('afterprint', done);
    return () => {
      window.removeEventListener('beforeprint', print);
      window.removeEventListener('afterprint', done);
    };
  }, []);
  const sight: Sight = printing
    ? { rows: { from: 0, to: rowCount }, columns: { from: 0, to: columnCount } }
    : { rows: within(seen.rows, rowCount), columns: within(seen.columns, columnCount) };
  return { box, scroller, sight };
}

const isSame = (one: Span, other: Span): boolean => one.from === other.from && one.to === other.to;

const within = ({ from, to }: Span, count: number): Span => ({
  from: Math.min(from, count),
  to: Math.min(to, count),
});

interface HeatRowOptions {
  readonly place: number;
  readonly line: HeatGrid['rows'][number];
  readonly items: readonly ItemBreakdown[];
  /** The columns in sight. */
  readonly from: number;
  readonly to: number;
  /** The column at which the Tab key stops, where it is in this row. */
  readonly stop: number | null;
  readonly minimumCell: number;
  readonly tools: RowTools;
}

const HeatRow = memo(function HeatRow(options: HeatRowOptions): ReactNode {
  const { place, line, items, from, to, stop, minimumCell, tools } = options;
  const words = useHeatWords(minimumCell);
  return (
    <tr aria-rowindex={place + 2} className={rowClass(line, tools)}>
      <RowHead row={line} tools={tools} />
      {pieces({ from, to }, stop, items.length).map((piece, index) => {
        if ('gap' in piece)
          return <td key={`gap-${index}`} className="heat-gap" aria-hidden="true" colSpan={piece.gap} />;
        const item = items[piece.place]!;
        const row = line.cells[piece.place]!;
        return (
          <HeatCell
            key={item.code}
            row={row}
            item={item}
            rowPlace={place}
            columnPlace={piece.place}
            isStop={piece.place === stop}
            label={words(row, item)}
          />
        );
      })}
    </tr>
  );
});

interface HeatCellOptions {
  readonly row: BreakdownRow;
  readonly item: ItemBreakdown;
  readonly rowPlace: number;
  readonly columnPlace: number;
  readonly isStop: boolean;
  readonly label: string;
}

const HeatCell = memo(function HeatCell(options: HeatCellOptions): ReactNode {
  const { row, item, rowPlace, columnPlace, isStop, label } = options;
  const share = row.favourable?.share ?? null;
  const total = item.total.favourable?.share ?? null;
  const tone = share === null || total === null ? null : differenceTone(row.key === null ? 0 : share - total);
  const withheld = share === null && row.n !== 0;
  return (
    <td
      role="gridcell"
      aria-colindex={columnPlace + 2}
      data-row={rowPlace}
      data-column={columnPlace}
      tabIndex={isStop ? 0 : -1}
      aria-label={label}
      className={withheld ? 'heat-withheld' : undefined}
      style={tone ? { background: tone.fill, color: tone.ink } : undefined}
    >
      {row.favourable
        ? writtenShare(row.favourable.share, row.favourable.decimals).replace('%', '')
        : withheld
          ? '※'
          : '—'}
    </td>
  );
});
