import { Input, Segmented, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenItem, TextPage, TextsQuery, TextTheme } from '@duwen/shared/api';
import { formatCount } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { NamedPopup } from '../../ui/named-popup';
import { CODED, SHOWN_BY } from './texts-view';

interface AnswerFiltersOptions {
  readonly item: OpenItem;
  readonly page: TextPage;
  readonly themes: readonly TextTheme[];
  readonly query: TextsQuery;
  readonly onChange: (query: TextsQuery) => void;
}

const BY_TEXT = { answers: 'texts.byAnswers', sentences: 'texts.bySentences' } as const;
const CODED_TEXT = { any: 'texts.codedAny', none: 'texts.codedNone', mine: 'texts.codedMine' } as const;
const ALL = '';

/** Which answers are listed, and how. */
export function AnswerFilters({ item, page, themes, query, onChange }: AnswerFiltersOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const [typed, setTyped] = useState({ of: query.search, text: query.search });
  // An address that has changed (a term was clicked, say) shows in the field.
  const text = typed.of === query.search ? typed.text : query.search;
  const ask = (change: Partial<TextsQuery>): void => onChange({ ...query, ...change, page: 1 });
  const titleOf = (code: string): string => {
    const group = item.groups.find((known) => known.code === code);
    return group ? say(group.title) : code;
  };
  return (
    <div className="answer-filters no-print">
      <Input.Search
        value={text}
        maxLength={80}
        allowClear
        aria-label={t('texts.search')}
        placeholder={t('texts.search')}
        enterButton={t('texts.searchGo')}
        onChange={({ target }) => setTyped({ of: query.search, text: target.value })}
        onSearch={(search) => ask({ search: search.trim() })}
      />
      <label>
        <span>{t('texts.group')}</span>
        <Select
          value={query.group ?? ALL}
          aria-label={t('texts.group')}
          popupMatchSelectWidth={false}
          popupRender={(menu) => <NamedPopup name={t('texts.group')}>{menu}</NamedPopup>}
          options={[
            { value: ALL, label: t('texts.allGroups', { n: formatCount(page.all) }) },
            ...page.groups.map(({ code, answers }) => ({
              value: code,
              label: t('texts.groupOf', { group: titleOf(code), n: formatCount(answers) }),
            })),
          ]}
          onChange={(group) => {
            const { group: _, ...rest } = query;
            onChange({ ...rest, ...(group === ALL ? {} : { group }), page: 1 });
          }}
        />
      </label>
      <Segmented
        aria-label={t('texts.by')}
        value={query.by}
        options={SHOWN_BY.map((by) => ({ value: by, label: t(BY_TEXT[by]) }))}
        onChange={(by) => ask({ by })}
      />
      {themes.length > 0 ? (
        <Segmented
          aria-label={t('texts.coded')}
          value={query.coded}
          options={CODED.map((coded) => ({ value: coded, label: t(CODED_TEXT[coded]) }))}
          onChange={(coded) => ask({ coded })}
        />
      ) : null}
      {themes.length > 0 ? (
        <label>
          <span>{t('texts.theme')}</span>
          <Select
            value={query.theme ?? ALL}
            aria-label={t('texts.theme')}
            popupMatchSelectWidth={false}
            popupRender={(menu) => <NamedPopup name={t('texts.theme')}>{menu}</NamedPopup>}
            options={[
              { value: ALL, label: t('texts.anyTheme') },
              ...themes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(theme) => {
              const { theme: _, ...rest } = query;
              onChange({ ...rest, ...(theme === ALL ? {} : { theme }), page: 1 });
            }}
          />
        </label>
      ) : null}
    </div>
  );
}
