import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Overview } from '@duwen/shared/api';
import { call } from '../../ui/api-client';
import { campaignKey, campaignPath } from '../campaigns/campaign-data';
import { paced } from './paced';

const overviewKey = (id: string) => [...campaignKey(id), 'overview'];

export function useOverview(id: string): UseQueryResult<Overview> {
  return useQuery({
    queryKey: overviewKey(id),
    queryFn: ({ signal }) => call<Overview>(campaignPath(id, '/overview'), { signal }),
  });
}

/** What `GET /api/campaigns/:id/events` sends, as the event `revision`, when there are new responses. */
interface RevisionEvent {
  readonly revision: string;
}

/** At a peak several responses arrive a second; the page reads again at most this often. */
const PACE_MS = 2_000;

/**
 * Keeps the overview up to date while it is on screen: the server's event stream tells when the revision has moved on.
 *
 * @returns whether the stream is connected
 */
export function useLiveOverview(id: string): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const refresh = paced(PACE_MS, () => void client.invalidateQueries({ queryKey: overviewKey(id) }));
    const stream = new EventSource(campaignPath(id, '/events'));
    stream.onopen = () => setConnected(true);
    stream.onerror = () => setConnected(false);
    stream.addEventListener('revision', (message: MessageEvent<string>) => {
      const known = client.getQueryData<Overview>(overviewKey(id))?.revision;
      const { revision } = JSON.parse(message.data) as RevisionEvent;
      if (known !== undefined && revision !== known) refresh.call();
    });
    return () => {
      stream.close();
      refresh.stop();
    };
  }, [client, id]);
  return connected;
}
