import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../ui/i18n';
import { useCampaign, useCampaignId } from '../campaigns/campaign-data';
import { campaignDateTime } from '../campaigns/campaign-time';
import { useSession } from '../session/session';
import { Failure, Loading } from '../shell/states';
import { useTitle } from '../shell/use-title';
import { EffectWords } from './effect-words';
import { MarkDetail } from './mark-detail';
import { MarkTable } from './mark-table';
import { useQuality } from './quality-data';

/** The marks of quality of a round: counts, what leaving them out does, and the decisions on them. */
export function QualityScreen(): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const id = useCampaignId();
  const campaign = useCampaign(id).data;
  const quality = useQuality(id);
  const isAdmin = useSession().data?.user?.role === 'admin';
  useTitle(t('nav.quality'), campaign && say(campaign.name));
  if (quality.isPending) return <Loading />;
  if (!quality.data) return <Failure error={quality.error} onRetry={() => void quality.refetch()} />;
  const { marks, any, asOf } = quality.data;
  return (
    <div className="page quality">
      <h2 className="visually-hidden">{t('quality.title')}</h2>
      <p className="quality-intro">{t('quality.intro')}</p>
      <section>
        <h2 id="quality-counts">{t('quality.counts')}</h2>
        <MarkTable quality={quality.data} />
        <p className="muted small">
          {t('quality.method')} {t('figure.asOf', { time: campaignDateTime(asOf) })}
        </p>
      </section>
      <section>
        <h2>{t('quality.effect')}</h2>
        {isAdmin ? null : <p className="muted">{t('quality.adminOnly')}</p>}
        <div className="mark-details">
          {marks.map((mark) => (
            <MarkDetail key={mark.flag} campaignId={id} mark={mark} isAdmin={isAdmin} />
          ))}
          <article className="mark-detail" aria-labelledby="mark-any">
            <header>
              <h3 id="mark-any">{t('quality.any')}</h3>
            </header>
            <EffectWords effect={any.effect} />
          </article>
        </div>
      </section>
    </div>
  );
}
