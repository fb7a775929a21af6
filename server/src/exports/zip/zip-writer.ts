import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { constants, crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

/** Where a zip's container ends: beyond this it would need the 64-bit variant, which not every reader has. */
const MOST_BYTES = 2 ** 32 - 1;
/** Texts are gathered to this many characters before they go on: a chunk costs a turn of the thread pool. */
const GATHERED = 1 << 16;

/**
 * A zip archive that is written as it is made: one entry after the other, at the reader's pace. Compression runs in Node's thread
 * pool, so the event loop only sees bytes pass.
 */
export class ZipWriter {
  readonly #output: Writable;
  readonly #zip: Zip;
  #failed: Error | null = null;

  /** @param output is ended by `close` */
  constructor(output: Writable) {
    this.#output = output;
    this.#zip = new Zip((error, chunk, final) => {
      if (error) this.#failed = error;
      else {
        output.write(chunk);
        if (final) output.end();
      }
    });
  }

  /**
   * Writes one entry from its beginning to its end.
   *
   * @param name path within the archive
   * @param parts its content; each part is taken when the one before has been passed on
   * @throws RangeError when the content is larger than a plain zip can hold; what `parts` throws
   */
  async entry(
    name: string,
    parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  ): Promise<void> {
    const file: ZipInputFile = { filename: name, size: 0, crc: 0, compression: 8 };
    this.#zip.add(file);
    const deflate = createDeflateRaw({ level: constants.Z_DEFAULT_COMPRESSION });
    const compressed = this.#passOn(deflate, file);
    // An error of `parts` comes first: what then becomes of the compressor is of no interest.
    compressed.catch(() => undefined);
    try {
      let text = '';
      for await (const part of parts) {
        if (typeof part === 'string') {
          text += part;
          if (text.length < GATHERED) continue;
          await this.#feed(deflate, file, Buffer.from(text));
          text = '';
        } else {
          if (text !== '') await this.#feed(deflate, file, Buffer.from(text));
          text = '';
          await this.#feed(deflate, file, part);
        }
      }
      if (text !== '') await this.#feed(deflate, file, Buffer.from(text));
    } catch (error) {
      deflate.destroy();
      throw error;
    }
    deflate.end();
    await compressed;
  }

  /** Writes the directory, ends the output, and waits until all of it has been passed on. */
  async close(): Promise<void> {
    const finished = once(this.#output, 'finish');
    this.#zip.end();
    this.#check();
    await finished;
  }

  async #feed(deflate: DeflateRaw, file: ZipInputFile, bytes: Uint8Array): Promise<void> {
    file.crc = crc32(bytes, file.crc);
    file.size += bytes.byteLength;
    if (file.size > MOST_BYTES) throw new RangeError(`${file.filename} is larger than a zip can hold`);
    if (!deflate.write(bytes)) await once(deflate, 'drain');
    if (this.#output.writableNeedDrain) await once(this.#output, 'drain');
    this.#check();
  }

  async #passOn(deflate: DeflateRaw, file: ZipInputFile): Promise<void> {
    for await (const chunk of deflate as AsyncIterable<Buffer<ArrayBuffer>>) {
      file.ondata?.(null, chunk, false);
      if (this.#output.writableNeedDrain) await once(this.#output, 'drain');
    }
    file.ondata?.(null, new Uint8Array(0), true);
    this.#check();
  }

  #check(): void {
    if (this.#failed) throw this.#failed;
  }
}
