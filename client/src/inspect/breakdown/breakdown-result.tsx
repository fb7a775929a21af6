import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownAnswer, CodebookAnswer } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { campaignDateTime } from '../campaigns/campaign-time';
import { MethodList } from '../methods/method-link';
import { Empty } from '../shell/states';
import { BarsView } from './bars-view';
import { MOST_ITEMS, useBreakdown } from './breakdown-data';
import { HeatPictureMenu, type PictureContext } from './charts/breakdown-pictures';
import { ComparePanel } from './comparing/compare-panel';
import { RoundPanel } from './comparing/round-panel';
import { useFilterWords } from './conditions/filter-words';
import { CopyButton } from './copying/copy-button';
import { useItemCells } from './copying/item-cells';
import { HeatMap } from './heat-map';
import { ItemList } from './item-list';
import { ItemPanel } from './item-panel';
import { ItemPlot } from './item-plot';
import { PrintHead } from './print-head';
import { Refusal, Working } from './result-states';
import { leadRows, orderRows } from './row-order';
import { useRowTools, type RowTools } from './row-tools';
import type { UpdateView } from './use-addressed-view';
import type { VariableNames } from './variables';
import type { BreakdownView } from './view-state';
import { WeightingNote } from './weighting-note';

interface ResultOptions {
  readonly campaignId: string;
  readonly view: BreakdownView;
  readonly codebook: CodebookAnswer;
  readonly names: VariableNames;
  readonly onUpdate: UpdateView;
  readonly onBack: (() => void) | null;
}

/** The answer to the view's request; the last one stays, dimmed, while the next is on its way. */
export function BreakdownResult(options: ResultOptions): ReactNode {
  const { campaignId, view, onBack } = options;
  const { t } = useTranslation('inspect');
  const breakdown = useBreakdown(campaignId, view.request);
  if (view.request.items.length > MOST_ITEMS) {
    return <Empty title={t('breakdown.tooMany', { n: MOST_ITEMS })} />;
  }
  if (breakdown.isError)
    return <Refusal error={breakdown.error} onRetry={() => void breakdown.refetch()} onBack={onBack} />;
  if (!breakdown.data) return <Working />;
  const answer = breakdown.data;
  return (
    <div className={breakdown.isPlaceholderData ? 'is-stale' : undefined} aria-busy={breakdown.isFetching}>
      {breakdown.isPlaceholderData ? <Working /> : null}
      <p className="breakdown-base">
        <span role="status">{baseText()}</span>
        <span className="muted">
          {breakdown.isFetching
            ? t('state.updating')
            : t('figure.asOf', { time: campaignDateTime(answer.asOf) })}
        </span>
      </p>
      <WeightingNote
        weighting={answer.weighting}
        responses={answer.responses}
        distributions={view.display === 'table' || view.display === 'bars'}
      />
      <Shown {...options} answer={answer} />
    </div>
  );

  function baseText(): string {
    return answer.responses === null
      ? t('breakdown.baseWithheld', { minimum: answer.minimumCell })
      : t(isNarrowed(answer.request) ? 'breakdown.base' : 'breakdown.baseAll', {
          n: formatCount(answer.responses),
        });
  }
}

/** Whether a filter leaves some responses out. */
const isNarrowed = ({ filter, where, quality }: BreakdownAnswer['request']): boolean =>
  quality !== 'all' || !!where || Object.values(filter).some((categories) => categories.length > 0);

interface ShownOptions extends ResultOptions {
  readonly answer: BreakdownAnswer;
}

function Shown(options: ShownOptions): ReactNode {
  const { answer, names } = options;
  const { t } = useTranslation('inspect');
  const { request, asOf, minimumCell } = answer;
  if (answer.responses === 0) {
    return (
      <Empty title={t('breakdown.noResponses')}>
        <p>{t('breakdown.noResponsesBody')}</p>
      </Empty>
    );
  }
  return (
    <>
      <PrintHead
        title={request.by === null ? null : t('print.split', { stratum: t(`stratum.${request.by}`) })}
        asOf={asOf}
        minimumCell={minimumCell}
        request={request}
        names={names}
      />
      <Comparisons {...options} />
      <ShownItems {...options} />
    </>
  );
}

/** The pinned rows against each other, and this round beside another. */
function Comparisons({ answer, view, onUpdate }: ShownOptions): ReactNode {
  const tools = useRowTools(view, onUpdate);
  const { items, minimumCell, request } = answer;
  return (
    <>
      <ComparePanel
        items={items}
        pinned={view.pinned}
        minimumCell={minimumCell}
        weighted={request.weighted ?? false}
        onClear={() => onUpdate((shown) => ({ ...shown, pinned: [] }))}
      />
      {view.beside === null ? null : (
        <RoundPanel
          answer={answer}
          request={view.request}
          beside={view.beside}
          tools={tools}
          onClose={() => onUpdate((shown) => ({ ...shown, beside: null }))}
        />
      )}
    </>
  );
}

/** The items as the view has them shown. */
function ShownItems({ answer, view, codebook, names, onUpdate }: ShownOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const filterWords = useFilterWords(names);
  // Tables of sixty items take their time to put in order: the button that was pressed must not wait for them.
  const tools = useDeferredValue(useRowTools(view, onUpdate));
  const { items, minimumCell, request } = answer;
  const weighted = request.weighted ?? false;
  const lead = useMemo(() => leadRows(items, tools.order), [items, tools.order]);
  const filter = filterWords.population(request).join(t('print.separator'));
  const context = useMemo<PictureContext>(
    () => ({ campaign: answer.campaign, answer, filter }),
    [answer, filter],
  );
  const split = request.by !== null;
  const { display } = view;
  switch (display) {
    case 'heat':
      if (!split) return <Empty title={t('heat.needsSplit')} />;
      if (!items.some(({ options }) => options.some(({ favourable }) => favourable)))
        return <Empty title={t('heat.needsScale')} />;
      return (
        <>
          <div className="result-tools no-print">
            <HeatPictureMenu items={items} order={tools.order} pinned={tools.pinned} context={context} />
          </div>
          <HeatMap items={items} minimumCell={minimumCell} tools={tools} />
        </>
      );
    case 'bars':
      return <BarsView items={items} minimumCell={minimumCell} weighted={weighted} tools={tools} />;
    case 'dots':
    case 'funnel':
    case 'trend':
      return (
        <ItemList
          items={items}
          panel={(item) => (
            <ItemPlot
              key={item.code}
              item={item}
              display={display}
              context={context}
              minimumCell={minimumCell}
              tools={tools}
              lead={lead}
            />
          )}
        />
      );
    case 'table':
      return (
        <>
          <TableTools items={items} tools={tools} />
          <ItemList
            items={items}
            panel={(item) => (
              <ItemPanel
                key={item.code}
                item={item}
                source={codebook.items.find(({ code }) => code === item.code)}
                groups={codebook.strata.group}
                split={split}
                minimumCell={minimumCell}
                weighted={weighted}
                tools={tools}
                lead={lead}
                context={context}
              />
            )}
          />
        </>
      );
  }
}

const EXPLAINED = [
  'asked',
  'missing',
  'dontKnow',
  'n',
  'distribution',
  'favourable',
  'interval',
  'mean',
] as const;
const METHODS = [
  'base',
  'favourable',
  'design-interval',
  'wilson',
  'describe',
  'rao-scott',
  'chi-squared',
  'effect-size',
  'withheld',
] as const;

interface TableToolsOptions {
  readonly items: BreakdownAnswer['items'];
  readonly tools: RowTools;
}

/** What each column counts, for those who cannot point at its head; and all tables to copy at once. */
function TableTools({ items, tools }: TableToolsOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const cells = useItemCells();
  const { order, pinned } = tools;
  const all = () =>
    cells(items.map((item) => ({ item, rows: orderRows(item.rows, order, pinned, leadRows(items, order)) })));
  return (
    <div className="table-tools">
      <details className="wordings column-notes">
        <summary>{t('breakdown.columnNotes')}</summary>
        <dl>
          {EXPLAINED.map((column) => (
            <div key={column}>
              <dt>{t(`col.${column}`)}</dt>
              <dd>{t(`col.${column}.about`)}</dd>
            </div>
          ))}
        </dl>
        <MethodList of={METHODS} />
      </details>
      <div className="result-tools no-print">
        <CopyButton cells={all} />
      </div>
    </div>
  );
}
