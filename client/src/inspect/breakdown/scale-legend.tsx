import type { ReactNode } from 'react';
import type { ItemBreakdown } from '@duwen/shared/breakdown';
import { optionTones } from '../../ui/charts/option-tones';
import { useLocale } from '../../ui/i18n';

/** The options of a scale in their colours, from the least to the most favourable, as the bars have them. */
export function ScaleLegend({ item }: { readonly item: ItemBreakdown }): ReactNode {
  const { say } = useLocale();
  const { options, scale } = item;
  const tones = optionTones(options, scale?.type);
  const shown = options
    .map((option, index) => ({ option, tone: tones[index]! }))
    .filter(({ option }) => !option.missing)
    .sort((a, b) => (a.option.score ?? 0) - (b.option.score ?? 0));
  return (
    <ul className="scale-legend">
      {shown.map(({ option, tone }) => (
        <li key={String(option.value)}>
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" fill={tone.fill} />
          </svg>
          {say(option.label)}
        </li>
      ))}
    </ul>
  );
}
