import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLocale } from '../../ui/i18n';
import { NamedPopup } from '../../ui/named-popup';
import { useCampaign, useCampaignId } from '../campaigns/campaign-data';
import { Empty, Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { AgreementPanel } from './agreement-panel';
import { CountsPanel } from './counts-panel';
import { ReadPanel } from './read-panel';
import { useOpenItems } from './texts-data';
import { readTextsView, TEXT_PANELS, writeTextsView, type TextsView } from './texts-view';
import { ThemesPanel } from './themes-panel';
import './texts.css';

/** Open answers: read and search them, code them into themes, compare coders, count. */
export function TextsScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  const items = useOpenItems(id);
  const [search, setSearch] = useSearchParams();
  useTitle(t('nav.texts'), campaign && say(campaign.name));
  if (items.isPending) return <Loading />;
  if (!items.data) return <Failure error={items.error} onRetry={() => void items.refetch()} />;
  const view = readTextsView(search);
  const item = items.data.find((each) => each.item === view.item) ?? items.data[0];
  if (!item) {
    return (
      <div className="page">
        <Empty title={t('texts.none')}>
          <p>{t('texts.noneBody')}</p>
        </Empty>
      </div>
    );
  }
  const change = (next: TextsView): void => setSearch(writeTextsView(next), { replace: true });
  const panel = { campaignId: id, item };
  return (
    <div className="page texts">
      <h2 className="visually-hidden">{t('texts.title')}</h2>
      <label className="text-item">
        <span>{t('texts.item')}</span>
        <Select
          value={item.item}
          aria-label={t('texts.item')}
          popupRender={(menu) => <NamedPopup name={t('texts.item')}>{menu}</NamedPopup>}
          options={items.data.map((each) => ({ value: each.item, label: `${each.item} ${say(each.title)}` }))}
          onChange={(chosen) =>
            change({ item: chosen, panel: view.panel, query: readTextsView(new URLSearchParams()).query })
          }
        />
      </label>
      <nav className="text-panels no-print" aria-label={t('texts.views')}>
        {TEXT_PANELS.map((each) => (
          <Link
            key={each}
            to={{ search: writeTextsView({ ...view, panel: each }).toString() }}
            replace
            aria-current={each === view.panel ? 'page' : undefined}
          >
            {t(`texts.${each}`)}
          </Link>
        ))}
      </nav>
      <p className="muted small">{t('texts.masked')}</p>
      {view.panel === 'read' ? (
        <ReadPanel
          key={item.item}
          {...panel}
          query={view.query}
          onChange={(query) => change({ ...view, query })}
        />
      ) : null}
      {view.panel === 'themes' ? <ThemesPanel key={item.item} {...panel} /> : null}
      {view.panel === 'agreement' ? <AgreementPanel key={item.item} {...panel} /> : null}
      {view.panel === 'counts' ? <CountsPanel {...panel} /> : null}
    </div>
  );
}
