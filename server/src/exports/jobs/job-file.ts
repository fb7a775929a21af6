import { Readable, Writable } from 'node:stream';
import { ExportParts, type ExportJobDocument } from '../../store/export-jobs.js';

/** Well under the 16 MB that a document may have. */
const PART_BYTES = 4 * 1024 * 1024;

type Attempt = Pick<ExportJobDocument, '_id' | 'attempt'>;

/** A job's file as a stream to write to: every 4 MB become a part in the store, and the writer waits for each. */
export class JobFileWriter extends Writable {
  bytes = 0;
  readonly #attempt: Attempt;
  readonly #expires: Date;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #parts = 0;

  constructor(attempt: Attempt, expires: Date) {
    super({ highWaterMark: PART_BYTES });
    this.#attempt = attempt;
    this.#expires = expires;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
    if (this.#waitingBytes < PART_BYTES) return done();
    this.#store().then(() => done(), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#store().then(() => done(), done);
  }

  async #store(): Promise<void> {
    if (this.#waitingBytes === 0) return;
    const data = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    const { _id: job, attempt } = this.#attempt;
    const part = this.#parts;
    this.#parts += 1;
    await ExportParts.collection.insertOne({
      _id: `${job}/${attempt}/${part}`,
      job,
      attempt,
      part,
      data,
      expires: this.#expires,
    } as never);
    this.bytes += data.length;
  }
}

/** The file of a job that is done, part by part. */
export function readJobFile({ _id: job, attempt }: Attempt): Readable {
  return Readable.from(parts(job, attempt), { objectMode: false });
}

async function* parts(job: string, attempt: number): AsyncGenerator<Buffer> {
  const cursor = ExportParts.collection
    .find({ job, attempt }, { sort: { part: 1 }, batchSize: 1, promoteBuffers: true })
    .map((document) => document['data'] as Buffer);
  for await (const data of cursor) yield data;
}

/** Removes a job's parts; with `but`, all but those of that attempt. */
export async function removeParts(job: string, but?: number): Promise<void> {
  await ExportParts.deleteMany({ job, ...(but === undefined ? {} : { attempt: { $ne: but } }) });
}
