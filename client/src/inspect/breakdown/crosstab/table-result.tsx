import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer, TableAnswer } from '@duwen/shared/api';
import type { DisclosureReport } from '@duwen/shared/breakdown';
import { formatCount } from '../../../ui/format/numbers';
import { useLocale } from '../../../ui/i18n';
import { campaignDateTime } from '../../campaigns/campaign-time';
import { MethodLink } from '../../methods/method-link';
import { Empty } from '../../shell/states';
import { isAskable, useTable } from '../breakdown-data';
import { CopyButton } from '../copying/copy-button';
import { useTableCells } from '../copying/table-cells';
import { PrintHead } from '../print-head';
import { Refusal, Working } from '../result-states';
import { nextOrder } from '../row-order';
import { TestSentence } from '../test-sentence';
import type { VariableNames } from '../variables';
import { tableRequest, type BreakdownView } from '../view-state';
import { WeightingNote } from '../weighting-note';
import { Crosstab } from './crosstab';

/** More cells than this are not drawn: a browser would choke, and nobody reads them. */
const MOST_CELLS = 20_000;

interface TableResultOptions {
  readonly campaignId: string;
  readonly view: BreakdownView;
  readonly codebook: CodebookAnswer;
  readonly names: VariableNames;
  readonly onChange: (view: BreakdownView) => void;
  readonly onBack: (() => void) | null;
}

/** The answer to the table that the view asks for. */
export function TableResult(options: TableResultOptions): ReactNode {
  const { campaignId, view, onBack } = options;
  const { t } = useTranslation('inspect');
  const request = tableRequest(view);
  const answer = useTable(campaignId, request);
  if (!isAskable(request)) return <TableStart {...options} />;
  if (answer.isError)
    return <Refusal error={answer.error} onRetry={() => void answer.refetch()} onBack={onBack} />;
  if (!answer.data) return <Working />;
  const table = answer.data;
  const cells = (table.rows.length + 1) * (table.columns.length + 1);
  if (cells > MOST_CELLS)
    return (
      <Empty title={t('table.tooManyTitle')}>
        <p>{t('table.tooMany', { cells: formatCount(cells), most: formatCount(MOST_CELLS) })}</p>
      </Empty>
    );
  return (
    <div className={answer.isPlaceholderData ? 'is-stale' : undefined} aria-busy={answer.isFetching}>
      {answer.isPlaceholderData ? <Working /> : null}
      <TableBase table={table} updating={answer.isFetching} />
      <ShownTable {...options} table={table} />
    </div>
  );
}

function TableBase({
  table,
  updating,
}: {
  readonly table: TableAnswer;
  readonly updating: boolean;
}): ReactNode {
  const { t } = useTranslation('inspect');
  const { responses, disclosure } = table;
  return (
    <p className="breakdown-base">
      <span role="status">
        {responses === null
          ? t('breakdown.baseWithheld', { minimum: disclosure.minimumCell })
          : t('table.responses', { n: formatCount(responses) })}
      </span>
      <span className="muted">
        {updating ? t('state.updating') : t('figure.asOf', { time: campaignDateTime(table.asOf) })}
      </span>
    </p>
  );
}

/** The table with its title, its tools above, and its test and disclosure report below. */
function ShownTable(options: TableResultOptions & { readonly table: TableAnswer }): ReactNode {
  const { table, view, names, onChange } = options;
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const copied = useTableCells(table, names);
  const { measure, of, base } = table.request;
  const item = of === null ? undefined : names.item(of);
  const hasIntervals = measure !== 'count';
  return (
    <article className="table-panel">
      <PrintHead
        title={null}
        asOf={table.asOf}
        minimumCell={table.disclosure.minimumCell}
        request={table.request}
        names={names}
      />
      <header className="table-panel-head">
        <h3>{say(table.title)}</h3>
        <div className="table-panel-tools no-print">
          {hasIntervals ? (
            <Checkbox
              checked={view.intervals}
              onChange={(event) => onChange({ ...view, intervals: event.target.checked })}
            >
              {t('table.intervals')}
            </Checkbox>
          ) : null}
          <CopyButton cells={copied} />
        </div>
      </header>
      <p className="item-notes">
        {item
          ? t('table.cellsOf', {
              item: names.variable({ item: item.code }),
              measure: t(`measure.${measure}`),
            })
          : t('table.cells', { measure: t(`measure.${measure}`), base: t(`base.${base}`) })}{' '}
        <MethodLink to="base" named /> <MethodLink to="design-interval" named />
      </p>
      <WeightingNote weighting={table.weighting} responses={table.responses} />
      <Crosstab
        table={table}
        names={names}
        order={view.order}
        pinned={view.pinned}
        intervals={view.intervals && hasIntervals}
        onSort={(column) => onChange({ ...view, order: nextOrder(view.order, column) })}
        onPin={(key) => onChange({ ...view, pinned: toggled(view.pinned, key) })}
      />
      <TestSentence
        test={table.test}
        noTest={table.noTest}
        about={measure === 'favourable' ? 'rows' : 'association'}
      />
      <DisclosureSentence report={table.disclosure} />
    </article>
  );
}

const toggled = (pinned: readonly string[], key: string): string[] =>
  pinned.includes(key) ? pinned.filter((each) => each !== key) : [...pinned, key];

/** What was withheld, how much of it, and why. */
function DisclosureSentence({ report }: { readonly report: DisclosureReport }): ReactNode {
  const { t } = useTranslation('inspect');
  const { minimumCell: minimum, primary, complementary, shown } = report;
  const all = primary + complementary;
  return (
    <p className="test-sentence muted">
      {all === 0
        ? t('disclosure.none', { minimum })
        : t('disclosure.some', {
            minimum,
            all: formatCount(all),
            primary: formatCount(primary),
            complementary: formatCount(complementary),
            shown: formatCount(shown),
          })}{' '}
      <MethodLink to="withheld" />
    </p>
  );
}

/** Nothing asked for yet: how to begin, and tables to begin with. */
function TableStart({ view, codebook, names, onChange }: TableResultOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const chosen = view.request.items
    .map((code) => names.item(code))
    .filter((item) => item !== undefined)
    .filter(({ options }) => options.length > 0)
    .slice(0, 3);
  const start = (change: Partial<BreakdownView['table']>): void =>
    onChange({ ...view, table: { ...view.table, ...change } });
  return (
    <Empty title={t('table.emptyTitle')}>
      <p>{t('table.emptyBody')}</p>
      <p>{t('table.start')}</p>
      <ul className="start-sections">
        {codebook.strata.stage.length > 0 ? (
          <li>
            <button
              type="button"
              className="text-button"
              onClick={() =>
                start({
                  rows: [{ stratum: 'group' }],
                  columns: [{ stratum: 'stage' }],
                  measure: 'count',
                  of: null,
                })
              }
            >
              {t('table.startGroupStage')}
            </button>
          </li>
        ) : null}
        {chosen.map(({ code }) => (
          <li key={code}>
            <button
              type="button"
              className="text-button"
              onClick={() =>
                start({
                  rows: [{ stratum: 'group' }],
                  columns: [{ item: code }],
                  measure: 'rowPercent',
                  of: null,
                })
              }
            >
              {t('stratum.group')} × {names.variable({ item: code })}
            </button>
          </li>
        ))}
      </ul>
    </Empty>
  );
}
