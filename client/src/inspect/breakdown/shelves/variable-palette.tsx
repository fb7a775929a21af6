import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stratum, Variable } from '@duwen/shared/tabulation';
import { VariableChip, type ChipAction } from './variable-chip';

interface PaletteOptions {
  readonly strata: readonly Stratum[];
  readonly actions: (variable: Variable) => readonly ChipAction[];
}

/** The strata as chips: to drag to a shelf, or to send there by their menus. */
export function VariablePalette({ strata, actions }: PaletteOptions): ReactNode {
  const { t } = useTranslation('inspect');
  return (
    <div className="palette" role="group" aria-label={t('shelf.strata')} title={t('chip.hint')}>
      {strata.map((stratum) => {
        const name = t(`stratum.${stratum}`);
        return (
          <VariableChip
            key={stratum}
            variable={{ stratum }}
            name={name}
            label={t('chip.place', { name })}
            actions={actions({ stratum })}
          />
        );
      })}
    </div>
  );
}
