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
    stream.onmessage = (message: MessageEvent<string>) => {
      const known = client.getQueryData<Overview>(overviewKey(id))?.revision;
      if (known !== undefined && revisionOf(message.data) !== known) refresh.call();
    };
    return () => {
      stream.close();
      refresh.stop();
    };
  }, [client, id]);
  return connected;
}

/** The revision of a message: the text itself, or JSON that holds it. */
function revisionOf(data: string): string {
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed === 'object' && parsed !== null && 'revision' in parsed) return String(parsed.revision);
  } catch {
    // Not JSON: the bare revision.
  }
  return data;
}
