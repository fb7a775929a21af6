import { useCallback } from 'react';
import { ApiProblem } from '../ui/api-client';
import { useLocale } from '../ui/i18n';
import type { Address } from './address';
import { Frame, Skeleton } from './screens/frame';
import {
  ClosedNotice,
  CodeNotice,
  FailureNotice,
  NotOpenNotice,
  NothingToPreviewNotice,
  SignInNotice,
} from './screens/notices';
import { Session } from './session';
import { openLink, openPreview } from './sources';
import { useResource } from './use-resource';

/** The respondent's pages: one questionnaire, or a page that says why there is none. */
export function RespondApp({ address }: { address: Address }) {
  if (address.kind === 'none') {
    return (
      <Frame>
        <CodeNotice code={null} />
      </Frame>
    );
  }
  return <Opening address={address} />;
}

function Opening({ address }: { address: Exclude<Address, { kind: 'none' }> }) {
  const { say } = useLocale();
  const open = useCallback(
    () => (address.kind === 'link' ? openLink(address.code) : openPreview(address.campaign, address.group)),
    [address],
  );
  const opened = useResource(open);
  if (opened.state === 'loading') {
    return (
      <Frame>
        <Skeleton />
      </Frame>
    );
  }
  if (opened.state === 'failed') {
    return (
      <Frame>
        <OpeningFailure address={address} error={opened.error} onRetry={opened.retry} />
      </Frame>
    );
  }
  const { link, done } = opened.value;
  if (link.state === 'open' || done) return <Session opened={opened.value} />;
  return (
    <Frame title={say(link.campaign.name)}>
      {link.state === 'not-open' ? (
        <NotOpenNotice link={link} />
      ) : (
        <ClosedNotice link={link} during={false} />
      )}
    </Frame>
  );
}

interface OpeningFailureProps {
  readonly address: Exclude<Address, { kind: 'none' }>;
  readonly error: unknown;
  readonly onRetry: () => void;
}

function OpeningFailure({ address, error, onRetry }: OpeningFailureProps) {
  if (error instanceof ApiProblem) {
    if (address.kind === 'link' && error.status === 404) return <CodeNotice code={address.code} />;
    if (address.kind === 'preview' && error.status === 404) return <NothingToPreviewNotice />;
    if (error.status === 401 || error.status === 403) return <SignInNotice />;
  }
  return <FailureNotice error={error} onRetry={onRetry} />;
}
