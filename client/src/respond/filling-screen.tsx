import { Component, useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublishedQuestionnaire } from '@duwen/shared/api';
import type { FillingProps } from './questionnaire/filling';
import { Skeleton } from './screens/frame';
import { FailureNotice } from './screens/notices';
import { cached } from './sources';
import { useResource } from './use-resource';

/** The questionnaire's own code, SurveyJS with it, comes after the first page. */
export const loadFilling = cached(() => import('./questionnaire/filling'));

type FillingScreenProps = Omit<FillingProps, 'questionnaire'> & {
  readonly load: () => Promise<PublishedQuestionnaire>;
};

/** The questionnaire once it and its code are here. */
export function FillingScreen({ load, ...filling }: FillingScreenProps) {
  const { t } = useTranslation('respond');
  const loadBoth = useCallback(() => Promise.all([load(), loadFilling()]), [load]);
  const loaded = useResource(loadBoth);
  if (loaded.state === 'loading') return <Skeleton />;
  if (loaded.state === 'failed') return <FailureNotice error={loaded.error} onRetry={loaded.retry} />;
  const [questionnaire, { default: Filling }] = loaded.value;
  return (
    <Guard message={t('questionnaireBroken')}>
      <Filling {...filling} questionnaire={questionnaire} />
    </Guard>
  );
}

/** A questionnaire that cannot be drawn leaves a message, not a white page. The draft stays on the device. */
class Guard extends Component<{ message: string; children: ReactNode }, { broken: boolean }> {
  override readonly state = { broken: false };
  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }
  override render(): ReactNode {
    return this.state.broken ? <p className="note note-error">{this.props.message}</p> : this.props.children;
  }
}
