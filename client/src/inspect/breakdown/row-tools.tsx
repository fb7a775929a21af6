import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import type { Stratum } from '@duwen/shared/tabulation';
import { useLocale } from '../../ui/i18n';
import { nextOrder, readOrder, writeOrder, type RowOrder } from './row-order';
import type { UpdateView } from './use-addressed-view';
import type { BreakdownView } from './view-state';

interface SortHeadOptions {
  /** As `RowOrder` names it. */
  readonly column: string;
  readonly order: RowOrder;
  readonly onSort: (column: string) => void;
  readonly className?: string;
  readonly rowSpan?: number;
  readonly title?: string;
  /** False where there are no rows to put in order. */
  readonly sortable?: boolean;
  readonly children: ReactNode;
  /** What stands beside the button: a link to the method. */
  readonly beside?: ReactNode;
}

/** A column's head that puts the rows in order: highest first, lowest first, as given. */
export function SortHead(options: SortHeadOptions): ReactNode {
  const { column, order, onSort, className, rowSpan, title, sortable = true, children, beside } = options;
  const { t } = useTranslation('inspect');
  const sorted = order?.column === column ? (order.descending ? 'descending' : 'ascending') : null;
  return (
    <th
      scope="col"
      {...(className ? { className } : {})}
      {...(rowSpan ? { rowSpan } : {})}
      {...(sorted ? { 'aria-sort': sorted } : {})}
      title={title}
    >
      {sortable ? (
        <button type="button" className="sort-button" title={t('sort.about')} onClick={() => onSort(column)}>
          {children}
        </button>
      ) : (
        children
      )}{' '}
      {beside}
    </th>
  );
}

interface PinButtonOptions {
  readonly name: string;
  readonly pinned: boolean;
  readonly onToggle: () => void;
  /** What pinning is good for. */
  readonly about?: string;
}

/** Puts a row on top and keeps it there. */
export function PinButton({ name, pinned, onToggle, about }: PinButtonOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <button
      type="button"
      className="pin-button no-print"
      aria-pressed={pinned}
      aria-label={t('pin.row', { row: name })}
      title={pinned ? t('pin.remove') : (about ?? t('pin.about'))}
      onClick={onToggle}
    >
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path
          d="M4 1h4v3l2 2.5H2L4 4zM6 6.5V11"
          fill={pinned ? 'currentColor' : 'none'}
          stroke="currentColor"
        />
      </svg>
    </button>
  );
}

/** What can be done to the rows of all items' tables at once. */
export interface RowTools {
  /** What the rows are. */
  readonly by: Stratum | null;
  readonly order: RowOrder;
  readonly pinned: readonly string[];
  readonly onSort: (column: string) => void;
  readonly onPin: (key: string) => void;
}

interface RowHeadOptions {
  readonly row: Pick<BreakdownRow, 'key' | 'label'>;
  readonly tools: RowTools;
}

/** The head over the rows' names: what they are. */
export function RowsHead({
  tools,
  className,
}: {
  readonly tools: RowTools;
  readonly className?: string;
}): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <th scope="col" className={className}>
      {t(tools.by === null ? 'col.row' : `stratum.${tools.by}`)}
    </th>
  );
}

/** A row's head: its name, and the pin that keeps it on top; the total has none. */
export function RowHead({ row, tools }: RowHeadOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { key } = row;
  if (key === null) return <th scope="row">{t('col.total')}</th>;
  return (
    <th scope="row">
      {say(row.label)}
      <PinButton
        name={say(row.label)}
        pinned={tools.pinned.includes(key)}
        onToggle={() => tools.onPin(key)}
      />
    </th>
  );
}

/** The class of a row: the total's, a pinned one's. */
export function rowClass({ key }: Pick<BreakdownRow, 'key'>, { pinned }: RowTools): string | undefined {
  if (key === null) return 'total-row';
  return pinned.includes(key) ? 'is-pinned' : undefined;
}

/** Sorting and pinning rows of all items at once; the same object until order or pins change. */
export function useRowTools(
  { order, pinned, request }: Pick<BreakdownView, 'order' | 'pinned' | 'request'>,
  update: UpdateView,
): RowTools {
  // The address is read anew with every change: what it says, not which object it was read into, tells whether it changed.
  const orderText = order === null ? null : writeOrder(order);
  const pinnedText = pinned.join(',');
  const { by } = request;
  return useMemo(
    () => ({
      by,
      order: readOrder(orderText),
      pinned: pinnedText.split(',').filter(Boolean),
      onSort: (column) => update((view) => ({ ...view, order: nextOrder(view.order, column) })),
      onPin: (key) => update((view) => ({ ...view, pinned: toggled(view.pinned, key) })),
    }),
    [by, orderText, pinnedText, update],
  );
}

const toggled = (pinned: readonly string[], key: string): string[] =>
  pinned.includes(key) ? pinned.filter((each) => each !== key) : [...pinned, key];
