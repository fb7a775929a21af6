import { FieldSelection } from '../bson/bytes.js';
import { FieldReader } from '../bson/field-reader.js';
import { decode, type Document } from '../bson/values.js';
import { compileFilter, type Filter } from '../query/filter.js';
import type { IndexDefinition } from './definition.js';
import { indexEntries, noEntries, type IndexEntries } from './entries.js';

/** An index of a collection: its definition, its place in the index tree, and what is known of its keys. */
export class Index {
  readonly definition: IndexDefinition;
  readonly id: number;
  /** By field: whether some document's path met an array. */
  readonly multikey: boolean[];
  /** Whether some key was too long and is held cut: its order and its meaning are then only approximate. */
  hasCutKeys: boolean;
  readonly #partial: Filter | null;

  constructor(definition: IndexDefinition, id: number, multikey?: readonly boolean[], hasCutKeys = false) {
    this.definition = definition;
    this.id = id;
    this.multikey = definition.fields.map((_, index) => multikey?.[index] ?? false);
    this.hasCutKeys = hasCutKeys;
    this.#partial = definition.partialFilter ? compileFilter(definition.partialFilter) : null;
  }

  get isMultikey(): boolean {
    return this.multikey.some(Boolean);
  }

  /** The top-level fields that decide the index's keys; null: all. */
  get topFields(): ReadonlySet<string> | null {
    if (this.#partial && !this.#partial.topFields) return null;
    return new Set([
      ...this.definition.fields.map(({ parts }) => parts[0]!),
      ...(this.#partial?.topFields ?? []),
    ]);
  }

  entries(document: Document): IndexEntries {
    if (this.#partial && !this.#partial.matches(document)) return noEntries;
    return indexEntries(document, this.definition.fields, this.definition.sparse);
  }
}

/** Decodes of a document only what a set of indexes looks at. */
export class IndexedFields {
  readonly #decode: (bytes: Buffer) => Document;

  constructor(indexes: readonly Index[]) {
    const sets = indexes.map((index) => index.topFields);
    const names = new Set(sets.flatMap((set) => [...(set ?? [])]));
    // A partial index's filter may ask for a number's type, which plain values have not.
    const askTypes = indexes.some(({ definition }) => definition.partialFilter);
    if (sets.includes(null)) this.#decode = decode;
    else if (askTypes) {
      const selection = new FieldSelection(names);
      this.#decode = (bytes) => decode(selection.select(bytes));
    } else {
      const reader = new FieldReader(names, decode);
      this.#decode = (bytes) => reader.read(bytes);
    }
  }

  decode(bytes: Buffer): Document {
    return this.#decode(bytes);
  }
}
