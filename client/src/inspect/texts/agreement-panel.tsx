import { App, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agreement, CoderAgreement, TextTheme } from '@duwen/shared/api';
import { reasonTexts } from '@duwen/shared/i18n';
import { formatCount, formatMean } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';
import { NamedPopup } from '../../ui/named-popup';
import { Empty, Failure, Loading } from '../shell/states';
import { useProblemText } from '../shell/problem-text';
import type { PanelOptions } from './read-panel';
import { useAgreement, useCoding, useItemThemes } from './texts-data';
import { ThemeToggles } from './theme-toggles';

/** How far two coders agree, theme by theme, and the answers that they should talk about. */
export function AgreementPanel({ campaignId, item }: PanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const themes = useItemThemes(campaignId, item.item).data;
  const coders = (themes?.coders ?? []).map(({ coder }) => coder);
  const [chosen, setChosen] = useState<{ readonly one?: string; readonly other?: string }>({});
  const one = chosen.one ?? coders[0];
  const other = chosen.other ?? coders.find((coder) => coder !== one);
  const pair = one !== undefined && other !== undefined && one !== other ? { one, other } : null;
  const agreement = useAgreement(campaignId, item.item, pair);
  if (!themes) return <Loading />;
  if (coders.length < 2)
    return (
      <Empty title={t('agreement.needsTwo')}>
        <p>{t('agreement.needsTwoBody')}</p>
      </Empty>
    );
  return (
    <div className="agreement-panel">
      <div className="coder-choice no-print">
        <CoderSelect
          label={t('agreement.one')}
          value={one}
          coders={coders.filter((coder) => coder !== other)}
          onChange={(coder) => setChosen({ ...chosen, one: coder })}
        />
        <CoderSelect
          label={t('agreement.other')}
          value={other}
          coders={coders.filter((coder) => coder !== one)}
          onChange={(coder) => setChosen({ ...chosen, other: coder })}
        />
      </div>
      {agreement.isError ? (
        <Failure error={agreement.error} onRetry={() => void agreement.refetch()} />
      ) : agreement.data ? (
        <>
          <AgreementTable agreement={agreement.data} themes={themes.themes} />
          <Differences
            campaignId={campaignId}
            item={item}
            agreement={agreement.data}
            themes={themes.themes}
          />
        </>
      ) : (
        <Loading />
      )}
    </div>
  );
}

interface CoderSelectOptions {
  readonly label: string;
  readonly value: string | undefined;
  readonly coders: readonly string[];
  readonly onChange: (coder: string) => void;
}

function CoderSelect({ label, value, coders, onChange }: CoderSelectOptions): ReactNode {
  return (
    <label>
      <span>{label}</span>
      <Select
        value={value ?? null}
        aria-label={label}
        popupRender={(menu) => <NamedPopup name={label}>{menu}</NamedPopup>}
        options={coders.map((coder) => ({ value: coder, label: coder }))}
        onChange={(coder: string | null) => {
          if (coder !== null) onChange(coder);
        }}
      />
    </label>
  );
}

interface AgreementOptions {
  readonly agreement: CoderAgreement;
  readonly themes: readonly TextTheme[];
}

function AgreementTable({ agreement, themes }: AgreementOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { one, other, both, overall } = agreement;
  const nameOf = (id: string): string => themes.find((theme) => theme.id === id)?.name ?? id;
  return (
    <>
      <p>
        {t('agreement.both', { n: formatCount(both) })}{' '}
        {overall.ok
          ? t('agreement.overall', { kappa: formatMean(overall.kappa), size: t(`kappa.${overall.size}`) })
          : t('agreement.overallNone', { reason: say(reasonTexts[overall.reason]) })}
      </p>
      <div className="table-scroll" role="region" aria-label={t('texts.agreement')} tabIndex={0}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t('themes.name')}</th>
              <th scope="col" className="number">
                {t('agreement.bothGive')}
              </th>
              <th scope="col" className="number">
                {t('agreement.only', { coder: one })}
              </th>
              <th scope="col" className="number">
                {t('agreement.only', { coder: other })}
              </th>
              <th scope="col" className="number">
                {t('agreement.neither')}
              </th>
              <th scope="col" className="number">
                {t('agreement.kappa')}
              </th>
              <th scope="col">{t('agreement.size')}</th>
            </tr>
          </thead>
          <tbody>
            {agreement.themes.map(({ theme, bothGive, oneGives, otherGives, neither, agreement: kappa }) => (
              <tr key={theme}>
                <th scope="row">{nameOf(theme)}</th>
                {[bothGive, oneGives, otherGives, neither].map((count, place) => (
                  <td className="number" key={place}>
                    {formatCount(count)}
                  </td>
                ))}
                <KappaCells of={kappa} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted small">{t('agreement.note')}</p>
    </>
  );
}

function KappaCells({ of: kappa }: { readonly of: Agreement }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return (
    <>
      <td className="number">{kappa.ok ? formatMean(kappa.kappa) : t('figure.none')}</td>
      <td className={kappa.ok ? undefined : 'muted'}>
        {kappa.ok ? t(`kappa.${kappa.size}`) : say(reasonTexts[kappa.reason])}
      </td>
    </>
  );
}

function Differences({ campaignId, item, agreement, themes }: AgreementOptions & PanelOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { locale } = useLocale();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const coding = useCoding(campaignId, item.item);
  const { one, other, differences, differing } = agreement;
  const named = (ids: readonly string[]): string =>
    ids.length === 0
      ? t('texts.noTheme')
      : ids
          .map((id) => themes.find((theme) => theme.id === id)?.name ?? id)
          .join(locale === 'zh' ? '、' : ', ');
  return (
    <section aria-labelledby="differences">
      <h3 id="differences">{t('agreement.differences')}</h3>
      {differing === 0 ? (
        <p className="muted">{t('agreement.noDifferences')}</p>
      ) : (
        <>
          <p className="muted small">
            {t('agreement.differing', { n: formatCount(differing), shown: differences.length })}{' '}
            {t('agreement.settledNote')}
          </p>
          <ol className="answer-list">
            {differences.map((each) => (
              <li key={each.key}>
                <p lang="zh-CN">{each.text}</p>
                <p className="muted small">
                  {one}: {named(each.one)} · {other}: {named(each.other)}
                </p>
                <div className="answer-foot">
                  <span>{t('agreement.settle')}</span>
                  <ThemeToggles
                    themes={themes}
                    chosen={each.settled}
                    label={t('agreement.settleOf')}
                    onChange={(chosen) =>
                      coding.mutate(
                        { key: each.key, themes: chosen && [...chosen], settled: true },
                        { onError: (error) => void message.error(problemText(error)) },
                      )
                    }
                  />
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
