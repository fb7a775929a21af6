import { parentPort, type TransferListItem } from 'node:worker_threads';
import { TabulationError } from '@duwen/shared/tabulation';
import { Cancelled, doPart } from './do-part.js';
import type { Failure, FromWorker, HeldCampaign, Outcome, Part, ToWorker } from './messages.js';

/** The entry of a worker thread: holds campaigns, and does one part of a request after the other. */
const held = new Map<string, HeldCampaign>();
const port = parentPort!;

port.on('message', (message: ToWorker) => {
  if (message.kind === 'hold') held.set(message.campaign, message.held);
  else if (message.kind === 'forget') held.delete(message.campaign);
  else answer(message);
});

function answer({ campaign, part, cancelled }: Extract<ToWorker, { kind: 'do' }>): void {
  try {
    const outcome = doPart(held.get(campaign)!, part, () => {
      if (Atomics.load(cancelled, 0) !== 0) throw new Cancelled();
    });
    send({ kind: 'done', outcome }, handedOn(outcome));
  } catch (error) {
    send({ kind: 'failed', failure: failureOf(error) });
  }
}

const send = (message: FromWorker, transfer: TransferListItem[] = []): void =>
  port.postMessage(message, transfer);

/** Memory that changes hands: nobody here looks at it again. */
function handedOn(outcome: Outcome<Part>): TransferListItem[] {
  if (outcome instanceof Uint8Array) return [outcome.buffer as ArrayBuffer];
  if ('plain' in outcome) return outcome.items.map(({ buffer }) => buffer as ArrayBuffer);
  return 'kind' in outcome && outcome.kind === 'dense' ? [outcome.counts.buffer as ArrayBuffer] : [];
}

function failureOf(error: unknown): Failure {
  if (error instanceof Cancelled) return { kind: 'cancelled' };
  if (error instanceof TabulationError)
    return { kind: 'tabulation', code: error.code, value: error.value, variable: error.variable };
  if (error instanceof Error) return { kind: 'error', message: error.message, stack: error.stack };
  return { kind: 'error', message: String(error), stack: undefined };
}
