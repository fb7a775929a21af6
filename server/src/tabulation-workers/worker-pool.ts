import { fileURLToPath } from 'node:url';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { TabulationError } from '@duwen/shared/tabulation';
import type { Failure, FromWorker, HeldCampaign, Outcome, Part, ToWorker } from './messages.js';
import { WorkerLost } from './worker-lost.js';

/** The built worker, from this file's place in `src` and in `dist` alike. */
const WORKER = fileURLToPath(new URL('../../dist/tabulation-workers/worker.js', import.meta.url));
/** A worker's own memory; the columns, which are shared, don't count. Figures by the hundred thousand are young and soon gone. */
const LIMITS = { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 128 } as const;
/** A part that nobody waits for stops at its next checkpoint; one that has not after this time is ended with its worker. */
const GRACE_MS = 2000;
/** No part takes as long as this: its worker is taken for lost. */
const LONGEST_MS = 120_000;

/** A campaign as it is handed to workers; `edition` is another number whenever `held` is another. */
export interface HandedCampaign {
  readonly id: string;
  readonly edition: number;
  readonly held: HeldCampaign;
}

interface Job {
  readonly campaign: HandedCampaign;
  readonly part: Part;
  readonly cancelled: Int32Array;
  readonly settle: (outcome: Outcome<Part>) => void;
  readonly fail: (error: unknown) => void;
}

/** One thread: its worker, what the worker holds, and what it is at. */
class Thread {
  #worker: Worker | null = null;
  readonly #editions = new Map<string, number>();
  #job: Job | null = null;
  #deadline: NodeJS.Timeout | null = null;

  /** @param whenFree called when a part has come to its end, whichever */
  constructor(
    readonly limits: ResourceLimits,
    readonly whenFree: () => void,
  ) {}

  get isFree(): boolean {
    return this.#job === null;
  }

  isAt(job: Job): boolean {
    return this.#job === job;
  }

  begin(job: Job): void {
    this.#job = job;
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    this.#deadline = setTimeout(() => void this.end(), LONGEST_MS);
    this.#deadline.unref();
    const { part, cancelled } = job;
    try {
      this.#hand(worker, job.campaign);
      post(worker, { kind: 'do', campaign: job.campaign.id, part, cancelled });
    } catch (error) {
      // What cannot be copied to another thread fails by itself; the thread is free for the next.
      this.#finish()?.fail(error);
      queueMicrotask(this.whenFree);
    }
  }

  /** Ends the worker at once; the part that it is at fails, and the next one gets another worker. */
  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(WORKER, { resourceLimits: this.limits });
    let cause: unknown;
    worker.on('message', (message: FromWorker) => {
      const job = this.#finish();
      if (message.kind === 'done') job?.settle(message.outcome);
      else job?.fail(asError(message.failure));
      this.whenFree();
    });
    worker.on('error', (error) => (cause = error));
    worker.on('exit', () => {
      this.#worker = null;
      this.#editions.clear();
      this.#finish()?.fail(new WorkerLost(cause));
      this.whenFree();
    });
    return worker;
  }

  #finish(): Job | null {
    const job = this.#job;
    if (this.#deadline) clearTimeout(this.#deadline);
    this.#job = null;
    this.#worker?.unref();
    return job;
  }

  /** Has the worker let go of a campaign. */
  forget(campaign: string): void {
    if (this.#worker && this.#editions.delete(campaign)) post(this.#worker, { kind: 'forget', campaign });
  }

  /** Hands over the campaign where the worker has not got it, or has another edition of it. */
  #hand(worker: Worker, { id, edition, held }: HandedCampaign): void {
    if (this.#editions.get(id) === edition) return;
    this.#editions.set(id, edition);
    post(worker, { kind: 'hold', campaign: id, held });
  }
}

const post = (worker: Worker, message: ToWorker): void => worker.postMessage(message);

function asError(failure: Failure): Error {
  if (failure.kind === 'tabulation')
    return new TabulationError(failure.code, failure.value, failure.variable);
  const error = new Error(failure.kind === 'error' ? failure.message : failure.kind);
  if (failure.kind === 'error' && failure.stack !== undefined) error.stack = failure.stack;
  return error;
}

/** Worker threads that do the parts of requests, first come first served. */
export class WorkerPool {
  readonly #threads: readonly Thread[];
  readonly #queue: Job[] = [];
  #closed = false;

  /**
   * @param threads how many; each is started when it is first needed
   * @param limits what memory a worker may take for itself
   */
  constructor(threads: number, limits: ResourceLimits = LIMITS) {
    this.#threads = Array.from({ length: threads }, () => new Thread(limits, () => this.#next()));
  }

  get threads(): number {
    return this.#threads.length;
  }

  /**
   * Has one part of a request done.
   *
   * @param signal when it is aborted, a part that waits is dropped, and one under way stops
   * @throws TabulationError; WorkerLost where the worker came to its end; the signal's reason
   */
  run<P extends Part>(campaign: HandedCampaign, part: P, signal?: AbortSignal): Promise<Outcome<P>> {
    return new Promise<Outcome<Part>>((settle, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      if (this.#closed) return reject(new WorkerLost());
      const abort = (): void => this.#drop(job, signal?.reason);
      const fail = (error: unknown): void => {
        signal?.removeEventListener('abort', abort);
        reject(error as Error);
      };
      const job: Job = {
        campaign,
        part,
        cancelled: new Int32Array(new SharedArrayBuffer(4)),
        settle: (outcome) => {
          signal?.removeEventListener('abort', abort);
          settle(outcome);
        },
        fail,
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#queue.push(job);
      this.#next();
    }) as Promise<Outcome<P>>;
  }

  /** Has the threads let go of a campaign's columns; who asks for it again hands it over again. */
  forget(campaign: string): void {
    for (const thread of this.#threads) thread.forget(campaign);
  }

  /** Ends all threads; parts that wait or are under way fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.fail(new WorkerLost());
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #next(): void {
    for (const thread of this.#threads) {
      if (!thread.isFree) continue;
      const job = this.#queue.shift();
      if (!job) return;
      thread.begin(job);
    }
  }

  #drop(job: Job, reason: unknown): void {
    job.fail(reason);
    const place = this.#queue.indexOf(job);
    if (place >= 0) {
      this.#queue.splice(place, 1);
      return;
    }
    Atomics.store(job.cancelled, 0, 1);
    const grace = setTimeout(() => {
      const thread = this.#threads.find((each) => each.isAt(job));
      void thread?.end();
    }, GRACE_MS);
    grace.unref();
  }
}
