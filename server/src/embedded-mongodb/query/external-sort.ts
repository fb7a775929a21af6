import { readSync, writeSync } from 'node:fs';
import { StoreError } from '../errors.js';
import type { SpillFile, SpillFolder } from '../storage/spill-folder.js';

/** An entry lies in memory and on disk as: key length, value length (uint32 each), key, value. */
const head = 8;
/** All runs together are read through about this much memory. */
const readAhead = 8 * 1024 * 1024;
const leastReadAhead = 4096;

export interface SortedEntry {
  key: Buffer;
  value: Buffer;
}

/**
 * Sorts entries by the bytes of their keys, equal keys in the order they came. What does not fit in memory is sorted in
 * parts, written to a file as runs, and merged when read.
 */
export class ExternalSort {
  readonly #folder: SpillFolder;
  readonly #memory: number;
  #arena: Buffer;
  #used = 0;
  #starts: number[] = [];
  #spill: SpillFile | null = null;
  #written = 0;
  readonly #runs: { start: number; end: number }[] = [];

  /** `memory`: bytes of entries that are held before they are written. */
  constructor(folder: SpillFolder, memory: number) {
    this.#folder = folder;
    this.#memory = memory;
    this.#arena = Buffer.allocUnsafe(Math.min(64 * 1024, memory));
  }

  /** Throws OutOfDiskSpace. */
  add(key: Uint8Array, value: Uint8Array): void {
    const size = head + key.length + value.length;
    if (this.#used > 0 && this.#used + size > this.#memory) this.#writeRun();
    this.#reserve(size);
    this.#starts.push(this.#used);
    let at = this.#arena.writeUInt32LE(key.length, this.#used);
    at = this.#arena.writeUInt32LE(value.length, at);
    this.#arena.set(key, at);
    this.#arena.set(value, at + key.length);
    this.#used += size;
  }

  #reserve(size: number): void {
    if (this.#used + size <= this.#arena.length) return;
    const larger = Buffer.allocUnsafe(
      Math.max(Math.min(this.#arena.length * 2, this.#memory), this.#used + size),
    );
    this.#arena.copy(larger, 0, 0, this.#used);
    this.#arena = larger;
  }

  #sortStarts(): void {
    const arena = this.#arena;
    this.#starts.sort((a, b) => {
      const [keyA, keyB] = [a + head, b + head];
      const [endA, endB] = [keyA + arena.readUInt32LE(a), keyB + arena.readUInt32LE(b)];
      return arena.compare(arena, keyB, endB, keyA, endA) || a - b;
    });
  }

  #writeRun(): void {
    this.#sortStarts();
    const sorted = Buffer.allocUnsafe(this.#used);
    let at = 0;
    for (const start of this.#starts)
      at += this.#arena.copy(sorted, at, start, start + entrySize(this.#arena, start));
    this.#spill ??= this.#folder.open();
    try {
      for (let done = 0; done < at;)
        done += writeSync(this.#spill.file, sorted, done, at - done, this.#written + done);
    } catch (error) {
      this.close();
      throw spillFailure(error);
    }
    this.#runs.push({ start: this.#written, end: this.#written + at });
    this.#written += at;
    this.#starts = [];
    this.#used = 0;
  }

  /** The entries in order. Their bytes are good only until the next one. Closes the file at its end. */
  *sorted(): Generator<SortedEntry> {
    try {
      if (this.#runs.length === 0) {
        this.#sortStarts();
        for (const start of this.#starts) yield entryAt(this.#arena, start);
        return;
      }
      if (this.#used > 0) this.#writeRun();
      this.#arena = Buffer.alloc(0);
      yield* this.#merge();
    } finally {
      this.close();
    }
  }

  /** The run with the least key comes first in a heap; of equal keys, the earlier run's. */
  *#merge(): Generator<SortedEntry> {
    const ahead = Math.max(Math.floor(readAhead / this.#runs.length), leastReadAhead);
    const heap = this.#runs.map((run, at) => new RunReader(this.#spill!.file, run.start, run.end, at, ahead));
    for (let at = heap.length - 1; at >= 0; at -= 1) sink(heap, at);
    while (heap.length > 0) {
      yield heap[0]!.entry;
      if (!heap[0]!.advance()) {
        const last = heap.pop()!;
        if (heap.length === 0) return;
        heap[0] = last;
      }
      sink(heap, 0);
    }
  }

  /** Gives the file back; a sort that is not read to its end needs it. */
  close(): void {
    this.#spill?.close();
    this.#spill = null;
  }
}

const entrySize = (bytes: Buffer, start: number) =>
  head + bytes.readUInt32LE(start) + bytes.readUInt32LE(start + 4);

function entryAt(bytes: Buffer, start: number): SortedEntry {
  const key = start + head;
  const value = key + bytes.readUInt32LE(start);
  return {
    key: bytes.subarray(key, value),
    value: bytes.subarray(value, value + bytes.readUInt32LE(start + 4)),
  };
}

/** Reads a run from its file, a window at a time. */
class RunReader {
  readonly #file: number;
  readonly #end: number;
  readonly #place: number;
  #window: Buffer;
  /** Where the window starts in the file, and how many bytes of it are there. */
  #base: number;
  #filled = 0;
  #at = 0;
  entry: SortedEntry;

  constructor(file: number, start: number, end: number, place: number, ahead: number) {
    this.#file = file;
    this.#end = end;
    this.#place = place;
    this.#window = Buffer.allocUnsafe(ahead);
    this.#base = start;
    this.entry = this.#read();
  }

  /** Moves on to the next entry; false at the end. */
  advance(): boolean {
    this.#at += entrySize(this.#window, this.#at);
    if (this.#base + this.#at >= this.#end) return false;
    this.entry = this.#read();
    return true;
  }

  #read(): SortedEntry {
    this.#need(head);
    this.#need(entrySize(this.#window, this.#at));
    return entryAt(this.#window, this.#at);
  }

  /** Makes sure that `size` bytes from where it stands are in the window. */
  #need(size: number): void {
    if (this.#at + size <= this.#filled) return;
    this.#base += this.#at;
    const window = size > this.#window.length ? Buffer.allocUnsafe(size) : this.#window;
    this.#filled = this.#window.copy(window, 0, this.#at, this.#filled);
    this.#window = window;
    this.#at = 0;
    while (this.#filled < size) {
      const wanted = Math.min(window.length - this.#filled, this.#end - this.#base - this.#filled);
      const read = readSync(this.#file, window, this.#filled, wanted, this.#base + this.#filled);
      if (read === 0) throw new Error('a sort file is shorter than what was written to it');
      this.#filled += read;
    }
  }

  isBefore(other: RunReader): boolean {
    const order = Buffer.compare(this.entry.key, other.entry.key);
    return order < 0 || (order === 0 && this.#place < other.#place);
  }
}

function sink(heap: RunReader[], from: number): void {
  for (let at = from; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    if (left < heap.length && heap[left]!.isBefore(heap[least]!)) least = left;
    if (right < heap.length && heap[right]!.isBefore(heap[least]!)) least = right;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
}

function spillFailure(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new StoreError(14031, `The disk of the data folder has no room for a sort (${message})`);
}
