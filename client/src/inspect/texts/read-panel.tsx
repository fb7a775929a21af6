import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenItem, TextPage, TextsQuery, TextTheme } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { campaignDateTime } from '../campaigns/campaign-time';
import { Empty, Failure, Loading } from '../shell/states';
import { useProblemText } from '../shell/problem-text';
import { AnswerFilters } from './answer-filters';
import { MarkedText } from './marked-text';
import { TermTable } from './term-table';
import { useCoding, useItemThemes, useTextPage } from './texts-data';
import { ThemeToggles } from './theme-toggles';

export interface PanelOptions {
  readonly campaignId: string;
  readonly item: OpenItem;
}

interface ReadPanelOptions extends PanelOptions {
  readonly query: TextsQuery;
  readonly onChange: (query: TextsQuery) => void;
}

/** The answers, page by page, searched and filtered; each can be coded where it stands. */
export function ReadPanel({ campaignId, item, query, onChange }: ReadPanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const found = useTextPage(campaignId, item.item, query);
  const themes = useItemThemes(campaignId, item.item).data?.themes ?? [];
  if (found.isPending) return <Loading />;
  if (!found.data) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  const page = found.data;
  const turn = (to: number): void => {
    onChange({ ...query, page: to });
    window.scrollTo({ top: 0 });
  };
  return (
    <div className={found.isPlaceholderData ? 'is-stale' : undefined} aria-busy={found.isFetching}>
      <AnswerFilters item={item} page={page} themes={themes} query={query} onChange={onChange} />
      <p className="texts-base">
        <span role="status">
          {t('texts.found', { n: formatCount(page.total), page: page.page, pages: page.pages })}
          {page.words.length > 1
            ? ` · ${t('texts.words', { words: page.words.join(locale === 'zh' ? '、' : ', ') })}`
            : ''}
        </span>
        <span className="muted">{t('figure.asOf', { time: campaignDateTime(page.asOf) })}</span>
      </p>
      {page.groupsLeftOut > 0 ? (
        <p className="muted small">
          {t('texts.groupsLeftOut', { n: page.groupsLeftOut, minimum: page.minimumCell })}
        </p>
      ) : null}
      {page.answers.length === 0 ? (
        <Empty title={t('texts.nothing')} />
      ) : (
        <AnswerList campaignId={campaignId} item={item} page={page} themes={themes} />
      )}
      {page.pages > 1 ? (
        <nav className="text-pages no-print" aria-label={t('texts.pages')}>
          <Button disabled={page.page === 1} onClick={() => turn(page.page - 1)}>
            {t('texts.previous')}
          </Button>
          <span>
            {page.page} / {page.pages}
          </span>
          <Button disabled={page.page === page.pages} onClick={() => turn(page.page + 1)}>
            {t('texts.next')}
          </Button>
        </nav>
      ) : null}
      <TermTable
        campaignId={campaignId}
        item={item}
        onSearch={(search) => onChange({ ...query, search, page: 1 })}
      />
    </div>
  );
}

interface AnswerListOptions extends PanelOptions {
  readonly page: TextPage;
  readonly themes: readonly TextTheme[];
}

function AnswerList({ campaignId, item, page, themes }: AnswerListOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const coding = useCoding(campaignId, item.item);
  const titleOf = (code: string): string => {
    const group = item.groups.find((known) => known.code === code);
    return group ? say(group.title) : code;
  };
  const code = (key: string, chosen: readonly string[] | null): void =>
    coding.mutate(
      { key, themes: chosen && [...chosen] },
      { onError: (error) => void message.error(problemText(error)) },
    );
  return (
    <ol className="answer-list" aria-label={t('texts.list')}>
      {page.answers.map(({ key, group, text, found, coded }, index) => (
        <li key={`${key}-${index}`}>
          <p lang="zh-CN">
            <MarkedText text={text} found={found} />
          </p>
          <div className="answer-foot">
            <span className="muted">{titleOf(group)}</span>
            {themes.length > 0 ? (
              <ThemeToggles
                themes={themes}
                chosen={coded}
                label={t('texts.code')}
                onChange={(chosen) => code(key, chosen)}
              />
            ) : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
