import type { UnitChoice } from '@duwen/shared/api';
import { Skeleton } from './screens/frame';
import { FailureNotice } from './screens/notices';
import { UnitPicker } from './screens/unit-picker';
import { useResource } from './use-resource';
import type { Steps } from './use-steps';

interface UnitScreenProps {
  readonly kind: 'school' | 'body';
  readonly load: () => Promise<readonly UnitChoice[]>;
  readonly chosen: UnitChoice | null;
  readonly changed: boolean;
  readonly onChoose: (unit: UnitChoice) => void;
  readonly steps: Steps;
}

/** The list of schools once it is here. */
export function UnitScreen({ kind, load, chosen, changed, onChoose, steps }: UnitScreenProps) {
  const units = useResource(load);
  if (units.state === 'loading') return <Skeleton />;
  if (units.state === 'failed') return <FailureNotice error={units.error} onRetry={units.retry} />;
  return (
    <UnitPicker
      units={units.value}
      kind={kind}
      chosen={chosen}
      changed={changed}
      onChoose={onChoose}
      onContinue={() => steps.go({ at: 'page', page: null })}
      onBack={() => steps.back({ at: 'welcome' })}
    />
  );
}
