import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExclusionEffect } from '@duwen/shared/breakdown';
import { formatCount, formatPercent, formatPoints } from '../../ui/format/numbers';
import { useLocale } from '../../ui/i18n';

/** A smaller change of a share is written as 0.0 points, though the shares themselves may round apart. */
const HARDLY = 0.0005;

/** What leaving marked responses out does to the shares, in sentences. */
export function EffectWords({ effect }: { readonly effect: ExclusionEffect }): ReactNode {
  const { t } = useTranslation('inspect');
  const { say } = useLocale();
  const { responses, favourable, largest, items, itemsLeftOut } = effect;
  if (responses === 0) return <p className="muted">{t('quality.effectNone')}</p>;
  if (responses === null || !favourable) return <p className="muted">{t('quality.effectWithheld')}</p>;
  const said = ({ all, without, change }: NonNullable<ExclusionEffect['favourable']>) => ({
    all: formatPercent(all),
    without: formatPercent(without),
    change:
      Math.abs(change) < HARDLY
        ? t('quality.hardlyChanged')
        : t('quality.change', { points: formatPoints(change) }),
  });
  return (
    <>
      <p>{t('quality.effectBase', { n: formatCount(responses), items, ...said(favourable) })}</p>
      {largest ? (
        <p>
          {t('quality.effectLargest', { item: largest.item, title: say(largest.title), ...said(largest) })}
        </p>
      ) : null}
      {itemsLeftOut > 0 ? <p className="muted">{t('quality.effectLeftOut', { n: itemsLeftOut })}</p> : null}
    </>
  );
}
