import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableAnswer } from '@duwen/shared/api';
import type { TableCell } from '@duwen/shared/breakdown';
import { Figure, FigureTips } from '../../../ui/figure';
import { formatCount } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import { pinnedFirst, type RowOrder } from '../row-order';
import { PinButton, SortHead } from '../row-tools';
import type { VariableNames } from '../variables';
import { useCellWords, type CellWords } from './cell-words';
import { crossLines, headKey, headSpans, type CrossLine } from './heads';

export interface CrosstabOptions {
  readonly table: TableAnswer;
  readonly names: VariableNames;
  readonly order: RowOrder;
  readonly pinned: readonly string[];
  readonly intervals: boolean;
  readonly onSort: (column: string) => void;
  readonly onPin: (key: string) => void;
}

/** The table as it is asked for: nested heads above and beside, totals, and the base of each line in the margin. */
export function Crosstab(options: CrosstabOptions): ReactNode {
  const { table, order, pinned } = options;
  const { say } = useLocale();
  const lines = useMemo(() => crossLines(table, order), [table, order]);
  const top = lines.filter(({ key }) => pinned.includes(key));
  const onTop = pinnedFirst(top, pinned, ({ key }) => key);
  const rest = lines.filter(({ key }) => !pinned.includes(key));
  const depth = Math.max(1, table.request.rows.length);
  const total = table.cells.at(-1)!;
  return (
    <FigureTips>
      <div
        className="crosstab-scroll"
        role="region"
        aria-label={say(table.title)}
        tabIndex={0}
        data-depth={depth}
      >
        <table className="figures crosstab" style={{ ['--depth' as string]: depth }}>
          <CrossHead {...options} depth={depth} />
          <tbody>
            {onTop.map((line) => (
              <tr key={`top ${line.key}`} className="is-pinned">
                {line.head.map((category, level) => (
                  <th key={level} scope="row" className={`row-head level-${level}`}>
                    {say(category.label)}
                    {level === depth - 1 ? <Pin line={line} {...options} /> : null}
                  </th>
                ))}
                <Cells line={line} {...options} />
              </tr>
            ))}
            <BodyRows lines={rest} {...options} />
            <tr className="total-row">
              <TotalHead depth={depth} />
              <Cells line={{ key: '', head: [], cells: total }} {...options} />
            </tr>
          </tbody>
        </table>
      </div>
    </FigureTips>
  );
}

function TotalHead({ depth }: { readonly depth: number }): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <th scope="row" colSpan={depth} className="row-head level-0">
      {t('col.total')}
    </th>
  );
}

interface CrossHeadOptions extends CrosstabOptions {
  readonly depth: number;
}

/** The heads above: a line per column variable, the last of them to sort by; the row variables' names in the corner. */
function CrossHead({ table, names, order, onSort }: CrossHeadOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { rows, columns } = table.request;
  const levels = headSpans(table.columns);
  const lines = Math.max(1, levels.length);
  const corner = (line: number): ReactNode =>
    line > 0 ? null : rows.length === 0 ? (
      <th scope="col" rowSpan={lines} className="row-head level-0">
        <span className="visually-hidden">{t('col.row')}</span>
      </th>
    ) : (
      rows.map((variable, level) => (
        <th key={level} scope="col" rowSpan={lines} className={`row-head level-${level}`}>
          <span className="head-variable">{names.variable(variable)}</span>
        </th>
      ))
    );
  const ends = (line: number): ReactNode =>
    line > 0 ? null : (
      <>
        <SortHead
          column="total"
          order={order}
          rowSpan={lines}
          className="number total-column"
          onSort={onSort}
          sortable={rows.length > 0}
        >
          {t('col.total')}
        </SortHead>
        <th scope="col" rowSpan={lines} className="number base-column" title={t('table.n.about')}>
          {t('col.n')}
        </th>
      </>
    );
  if (levels.length === 0)
    return (
      <thead>
        <tr>
          {corner(0)}
          {ends(0)}
        </tr>
      </thead>
    );
  return (
    <thead>
      {levels.map((spans, level) => (
        <tr key={level}>
          {corner(level)}
          {spans.map(({ label, from, span }) =>
            level < levels.length - 1 ? (
              <th key={from} scope="colgroup" colSpan={span} className="column-group">
                {from === 0 ? (
                  <span className="head-variable">{names.variable(columns[level]!)} </span>
                ) : null}
                {say(label)}
              </th>
            ) : (
              <SortHead
                key={from}
                column={`column:${headKey(table.columns[from]!)}`}
                order={order}
                className="number"
                onSort={onSort}
                sortable={rows.length > 0}
              >
                {say(label)}
              </SortHead>
            ),
          )}
          {ends(level)}
        </tr>
      ))}
    </thead>
  );
}

interface BodyRowsOptions extends CrosstabOptions {
  readonly lines: readonly CrossLine[];
}

/** The lines, their outer categories named once over those that share them. */
function BodyRows({ lines, ...options }: BodyRowsOptions): ReactNode {
  const { say } = useLocale();
  const levels = headSpans(lines.map(({ head }) => head));
  const starts = levels.map((spans) => new Map(spans.map((span) => [span.from, span])));
  return lines.map((line, index) => (
    <tr key={line.key}>
      {starts.map((spans, level) => {
        const span = spans.get(index);
        if (!span) return null;
        const innermost = level === levels.length - 1;
        return (
          <th
            key={level}
            scope={innermost ? 'row' : 'rowgroup'}
            rowSpan={span.span}
            className={`row-head level-${level}`}
          >
            {say(span.label)}
            {innermost ? <Pin line={line} {...options} /> : null}
          </th>
        );
      })}
      <Cells line={line} {...options} />
    </tr>
  ));
}

interface LineOptions extends CrosstabOptions {
  readonly line: CrossLine;
}

function Pin({ line, pinned, onPin }: LineOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return (
    <PinButton
      name={line.head.map(({ label }) => say(label)).join(' · ')}
      pinned={pinned.includes(line.key)}
      onToggle={() => onPin(line.key)}
      about={t('pin.top')}
    />
  );
}

function Cells({ line, table, intervals }: LineOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const words = useCellWords(table);
  const withheld = t('figure.withheldShort');
  const ofRow = line.head.map(({ label }) => say(label));
  return (
    <>
      {line.cells.map((cell, column) => {
        const head = table.columns[column];
        const ofColumn = head ? head.map(({ label }) => say(label)) : [t('col.total')];
        const where = (): string =>
          [...(ofRow.length > 0 ? ofRow : [t('col.total')]), ...ofColumn].join(' · ');
        return (
          <td key={column} className={head ? 'number' : 'number total-column'}>
            <CellFigure cell={cell} where={where} words={words} withheld={withheld} intervals={intervals} />
          </td>
        );
      })}
      <td className="number base-column">{baseOf(line.cells.at(-1)!, withheld)}</td>
    </>
  );
}

/** The persons of a line, or the valid answers that its figure is of. */
function baseOf({ count, n }: TableCell, withheld: string): string {
  const base = n !== null && count === null ? n : count;
  return base === null ? withheld : formatCount(base);
}

interface CellFigureOptions {
  readonly cell: TableCell;
  readonly where: () => string;
  readonly words: CellWords;
  /** The word for a withheld figure. */
  readonly withheld: string;
  readonly intervals: boolean;
}

function CellFigure({ cell, where, words, withheld, intervals }: CellFigureOptions): ReactNode {
  const figure = words.figure(cell);
  const none = cell.value === null && cell.n === 0;
  const interval = intervals ? words.interval(cell) : null;
  return (
    <Figure
      words={() => words.told(where(), cell)}
      {...(cell.value === null && !none ? { className: 'withheld' } : {})}
    >
      {figure ?? (none ? '—' : withheld)}
      {interval ? <span className="cell-interval">{interval}</span> : null}
    </Figure>
  );
}
