import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BreakdownAnswer, CodebookAnswer } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { campaignDateTime } from '../campaigns/campaign-time';
import { Empty, Failure, Loading } from '../shell/states';
import { MOST_ITEMS, useBreakdown } from './breakdown-data';
import { MethodList } from '../methods/method-link';
import { HeatMap } from './heat-map';
import { ItemPanel } from './item-panel';
import type { BreakdownView } from './view-state';

interface ResultOptions {
  readonly campaignId: string;
  readonly view: BreakdownView;
  readonly codebook: CodebookAnswer;
}

/** The answer to the view's request; the last one stays, dimmed, while the next is on its way. */
export function BreakdownResult({ campaignId, view, codebook }: ResultOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const breakdown = useBreakdown(campaignId, view.request);
  if (view.request.items.length > MOST_ITEMS) {
    return <Empty title={t('breakdown.tooMany', { n: MOST_ITEMS })} />;
  }
  if (breakdown.isError) {
    return <Failure error={breakdown.error} onRetry={() => void breakdown.refetch()} />;
  }
  if (!breakdown.data) return <Loading />;
  const answer = breakdown.data;
  return (
    <div className={breakdown.isPlaceholderData ? 'is-stale' : undefined} aria-busy={breakdown.isFetching}>
      <p className="breakdown-base">
        <span role="status">{baseText()}</span>
        <span className="muted">
          {breakdown.isFetching
            ? t('state.updating')
            : t('figure.asOf', { time: campaignDateTime(answer.asOf) })}
        </span>
      </p>
      <Shown answer={answer} view={view} codebook={codebook} />
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
const isNarrowed = ({ filter, quality }: BreakdownAnswer['request']): boolean =>
  quality !== 'all' || Object.values(filter).some((categories) => categories.length > 0);

interface ShownOptions {
  readonly answer: BreakdownAnswer;
  readonly view: BreakdownView;
  readonly codebook: CodebookAnswer;
}

function Shown({ answer, view, codebook }: ShownOptions): ReactNode {
  const { t } = useTranslation('inspect');
  if (answer.responses === 0) {
    return (
      <Empty title={t('breakdown.noResponses')}>
        <p>{t('breakdown.noResponsesBody')}</p>
      </Empty>
    );
  }
  if (view.display === 'heat') {
    if (answer.request.by === null) return <Empty title={t('heat.needsSplit')} />;
    if (!answer.items.some(({ options }) => options.some(({ favourable }) => favourable))) {
      return <Empty title={t('heat.needsScale')} />;
    }
    return <HeatMap items={answer.items} order={view.order} minimumCell={answer.minimumCell} />;
  }
  return (
    <>
      <ColumnNotes />
      {answer.items.map((item) => (
        <ItemPanel
          key={item.code}
          item={item}
          source={codebook.items.find(({ code }) => code === item.code)}
          groups={codebook.strata.group}
          order={view.order}
          split={answer.request.by !== null}
          minimumCell={answer.minimumCell}
        />
      ))}
    </>
  );
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
  'wilson',
  'describe',
  'chi-squared',
  'effect-size',
  'withheld',
] as const;

/** What each column counts, for those who cannot point at its head. */
function ColumnNotes(): ReactNode {
  const { t } = useTranslation('inspect');
  return (
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
  );
}
