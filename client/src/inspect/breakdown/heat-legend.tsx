import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { differenceTone, FULL_DIFFERENCE } from '../../ui/charts/difference-tone';

const STEPS = 9;

/** The heat map's colours from twenty points below the total to twenty above. */
export function HeatLegend(): ReactNode {
  const { t } = useTranslation('inspect');
  const label = [t('heat.legendLow'), t('heat.legendZero'), t('heat.legendHigh')];
  return (
    <figure className="heat-legend" aria-label={t('heat.legend')}>
      <svg width="100%" height="10" role="img" aria-label={label.join(' — ')}>
        {Array.from({ length: STEPS }, (_, step) => (
          <rect
            key={step}
            x={`${(100 / STEPS) * step}%`}
            width={`${100 / STEPS}%`}
            height={10}
            fill={differenceTone(((step / (STEPS - 1)) * 2 - 1) * FULL_DIFFERENCE).fill}
          />
        ))}
      </svg>
      <figcaption aria-hidden="true">
        {label.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </figcaption>
    </figure>
  );
}
