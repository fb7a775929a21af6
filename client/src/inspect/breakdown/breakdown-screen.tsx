import { Button, Drawer } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookAnswer } from '@duwen/shared/api';
import { useSearchParams } from 'react-router';
import { useLocale } from '../../ui/i18n';
import { useCampaign, useCampaignId, useCodebook } from '../campaigns/campaign-data';
import { Empty, Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { useBreakdown } from './breakdown-data';
import { BreakdownResult } from './breakdown-result';
import { Downloads } from './downloads';
import { ItemPicker } from './item-picker';
import { itemSections, type ItemSection } from './item-sections';
import { useAddressedView } from './use-addressed-view';
import { readView } from './view-state';
import { ViewControls } from './view-controls';
import './breakdown.css';

/** Pick items, split and filter, read tables, bars or the heat map. The address holds the whole view. */
export function BreakdownScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  const codebook = useCodebook(id);
  // Asked for at once, beside the codebook; what shows it joins the same query.
  useBreakdown(id, readView(useSearchParams()[0]).request);
  useTitle(t('nav.breakdown'), campaign && say(campaign.name));
  const framework = campaign?.framework ?? null;
  const items = codebook.data?.items;
  const sections = useMemo(() => (items ? itemSections(framework, items) : []), [framework, items]);
  if (codebook.isPending) return <Loading />;
  if (codebook.isError) return <Failure error={codebook.error} onRetry={() => void codebook.refetch()} />;
  if (codebook.data.items.length === 0) {
    return (
      <div className="page">
        <Empty title={t('breakdown.noItemsTitle')}>
          <p>{t('breakdown.noItemsBody')}</p>
        </Empty>
      </div>
    );
  }
  return <BreakdownWorkbench campaignId={id} codebook={codebook.data} sections={sections} />;
}

interface WorkbenchOptions {
  readonly campaignId: string;
  readonly codebook: CodebookAnswer;
  readonly sections: readonly ItemSection[];
}

function BreakdownWorkbench({ campaignId, codebook, sections }: WorkbenchOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const [view, change] = useAddressedView();
  const [picking, setPicking] = useState(false);
  const choose = (items: readonly string[]): void => change({ ...view, request: { ...view.request, items } });
  const picker = <ItemPicker sections={sections} chosen={view.request.items} onChange={choose} />;
  return (
    <div className="breakdown">
      <aside className="breakdown-side no-print" aria-label={t('breakdown.items')}>
        <a className="skip-link" href="#breakdown-main">
          {t('breakdown.skipItems')}
        </a>
        {picker}
      </aside>
      <div className="breakdown-main" id="breakdown-main" tabIndex={-1}>
        <h2 className="visually-hidden">{t('breakdown.title')}</h2>
        <div className="breakdown-top no-print">
          <Button className="pick-button" type="primary" ghost onClick={() => setPicking(true)}>
            {t('breakdown.chooseItems', { n: view.request.items.length })}
          </Button>
          <ViewControls view={view} strata={codebook.strata} onChange={change}>
            <Downloads campaignId={campaignId} request={view.request} />
          </ViewControls>
        </div>
        {view.request.items.length === 0 ? (
          <Start sections={sections} onChoose={choose} />
        ) : (
          <BreakdownResult campaignId={campaignId} view={view} codebook={codebook} />
        )}
      </div>
      <Drawer
        open={picking}
        placement="left"
        size="min(92vw, 24rem)"
        title={t('breakdown.items')}
        onClose={() => setPicking(false)}
      >
        {picker}
      </Drawer>
    </div>
  );
}

interface StartOptions {
  readonly sections: readonly ItemSection[];
  readonly onChoose: (items: readonly string[]) => void;
}

/** Nothing chosen yet: how to begin, and a section to begin with. */
function Start({ sections, onChoose }: StartOptions): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  return (
    <Empty title={t('breakdown.emptyTitle')}>
      <p>{t('breakdown.emptyBody')}</p>
      <p>{t('breakdown.start')}</p>
      <ul className="start-sections">
        {sections.map((section) =>
          section.title ? (
            <li key={section.code}>
              <Button
                type="link"
                size="small"
                onClick={() => onChoose(section.items.map(({ code }) => code))}
              >
                {section.code} {say(section.title)}
              </Button>
            </li>
          ) : null,
        )}
      </ul>
    </Empty>
  );
}
