import { campaignMatrix } from '../matrix/campaign-matrix.js';

const EVERY_MS = 2000;
/** A comment line at least this often keeps proxies from closing the stream. */
const KEEP_ALIVE_MS = 20_000;

interface Follower {
  readonly write: (text: string) => void;
  revision: string;
}

interface Watch {
  readonly followers: Set<Follower>;
  readonly timer: NodeJS.Timeout;
}

const watches = new Map<string, Watch>();

/**
 * Writes a server-sent event whenever a campaign's revision changes. One look at the store serves all who follow a campaign.
 *
 * @param revision what the follower has seen
 * @param write sends text down the stream
 * @returns ends the following
 */
export function followRevision(
  campaignId: string,
  revision: string,
  write: (text: string) => void,
): () => void {
  const follower: Follower = { write, revision };
  write(event(revision));
  const keepAlive = setInterval(() => write(': still here\n\n'), KEEP_ALIVE_MS);
  const watch = watches.get(campaignId) ?? begin(campaignId);
  watch.followers.add(follower);
  return () => {
    clearInterval(keepAlive);
    watch.followers.delete(follower);
    if (watch.followers.size > 0) return;
    clearInterval(watch.timer);
    watches.delete(campaignId);
  };
}

const event = (revision: string): string => `event: revision\ndata: ${JSON.stringify({ revision })}\n\n`;

function begin(campaignId: string): Watch {
  const followers = new Set<Follower>();
  let looking = false;
  const look = async (): Promise<void> => {
    if (looking) return;
    looking = true;
    try {
      const { revision } = await campaignMatrix(campaignId);
      for (const follower of followers)
        if (follower.revision !== revision) {
          follower.revision = revision;
          follower.write(event(revision));
        }
    } catch {
      // The store is away for the moment: the next look tells.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  const watch = { followers, timer };
  watches.set(campaignId, watch);
  return watch;
}
