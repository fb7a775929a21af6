import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { differenceTone } from '../../ui/charts/difference-tone';
import { formatPercent } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { MethodLink } from '../methods/method-link';
import { heatGrid, moved, type HeatPlace } from './heat-grid';
import { HeatLegend } from './heat-legend';
import { useHeatWords } from './heat-words';
import { PinButton, SortHead, type RowTools } from './row-tools';

interface HeatMapOptions {
  readonly items: readonly ItemBreakdown[];
  readonly minimumCell: number;
  readonly tools: RowTools;
}

/**
 * Rows × items: the favourable share in figures, its difference from the item's total in colour. One stop for the Tab key;
 * arrows move between cells, and the cell's base and interval stand in the line above.
 */
export function HeatMap({ items, minimumCell, tools }: HeatMapOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say, locale } = useLocale();
  const words = useHeatWords(minimumCell);
  const { order, pinned, onSort, onPin } = tools;
  const grid = useMemo(() => heatGrid(items, order, pinned), [items, order, pinned]);
  const leftOut = items.filter((item) => !grid.items.includes(item));
  const [focused, setFocused] = useState<HeatPlace>({ row: 0, column: 0 });
  const [readout, setReadout] = useState('');
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moved(focused, event.key, grid.rows.length, grid.items.length);
    if (!next) return;
    event.preventDefault();
    setFocused(next);
    body.current?.rows[next.row]?.cells[next.column + 1]?.focus();
  };
  const said = (row: BreakdownRow, item: ItemBreakdown): string => words(row, item);
  return (
    <div className="heat">
      <p className="muted">
        {t('heat.caption')} <MethodLink to="favourable" /> <MethodLink to="withheld" />
      </p>
      {leftOut.length > 0 ? (
        <p className="muted">
          {t('heat.leftOut', {
            items: leftOut.map(({ code }) => code).join(locale === 'zh' ? '、' : ', '),
          })}
        </p>
      ) : null}
      <div className="heat-bar">
        <HeatLegend />
        <p className="heat-readout" role="status">
          {readout || t('heat.hint')}
        </p>
      </div>
      <div className="heat-scroll">
        <table className="heat-table" role="grid" aria-label={t('breakdown.displayHeat')}>
          <thead>
            <tr>
              <th scope="col" className="heat-corner">
                {t('col.row')}
              </th>
              {grid.items.map((item) => (
                <SortHead
                  key={item.code}
                  column={`item:${item.code}`}
                  order={order}
                  title={say(item.title)}
                  onSort={onSort}
                >
                  <span className="heat-code">{item.code}</span>
                  <span className="heat-title">{say(item.title)}</span>
                </SortHead>
              ))}
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={onKeyDown}>
            {grid.rows.map(({ key, label, cells }, rowIndex) => (
              <tr
                key={key ?? ''}
                className={key === null ? 'total-row' : pinned.includes(key) ? 'is-pinned' : undefined}
              >
                <th scope="row">
                  {key === null ? (
                    t('col.total')
                  ) : (
                    <>
                      {say(label)}
                      <PinButton
                        name={say(label)}
                        pinned={pinned.includes(key)}
                        onToggle={() => onPin(key)}
                      />
                    </>
                  )}
                </th>
                {cells.map((row, column) => (
                  <HeatCell
                    key={grid.items[column]!.code}
                    row={row}
                    item={grid.items[column]!}
                    stop={focused.row === rowIndex && focused.column === column}
                    label={said(row, grid.items[column]!)}
                    onRead={(text) => setReadout(text)}
                    onFocus={() => setFocused({ row: rowIndex, column })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface HeatCellOptions {
  readonly row: BreakdownRow;
  readonly item: ItemBreakdown;
  /** Whether the Tab key stops here. */
  readonly stop: boolean;
  readonly label: string;
  readonly onRead: (text: string) => void;
  readonly onFocus: () => void;
}

function HeatCell({ row, item, stop, label, onRead, onFocus }: HeatCellOptions): ReactNode {
  const share = row.favourable?.share ?? null;
  const total = item.total.favourable?.share ?? null;
  const tone = share === null || total === null ? null : differenceTone(row.key === null ? 0 : share - total);
  const withheld = share === null && row.n !== 0;
  return (
    <td
      role="gridcell"
      tabIndex={stop ? 0 : -1}
      aria-label={label}
      className={withheld ? 'heat-withheld' : undefined}
      style={tone ? { background: tone.fill, color: tone.ink } : undefined}
      onFocus={() => {
        onFocus();
        onRead(label);
      }}
      onMouseEnter={() => onRead(label)}
    >
      {share === null ? (withheld ? '※' : '—') : formatPercent(share).replace('%', '')}
    </td>
  );
}
