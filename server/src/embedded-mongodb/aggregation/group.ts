import type { Options } from 'mingo/types';
import type { Collation } from '../bson/collation.js';
import { valueIdentity } from '../bson/identity.js';
import { calculate } from '../bson/arithmetic.js';
import { compareValues, equalValues } from '../bson/order.js';
import { sizeInMemory } from '../bson/size.js';
import { notImplemented } from '../errors.js';
import {
  decodePlain,
  encode,
  getField,
  isNumeric,
  isObject,
  setField,
  toNumber,
  typeName,
  type Document,
} from '../bson/values.js';
import { evalExpr } from './mingo.js';
import { Turn, type Paused } from '../query/pauses.js';
import { copyOf } from '../storage/collection.js';
import { collationIn } from './collation.js';
import { diskUseOf, HeldTooMuch } from './disk-use.js';
import { simpleField } from './expression.js';

type Evaluate = (document: Document) => unknown;

/** Counts what groups hold. */
interface Meter {
  bytes: number;
}

/** About what a group takes beside its key: its places in tables, its accumulators. */
const groupBytes = 400;

/** Takes a group's documents one by one. */
interface Accumulator {
  add(document: Document): void;
  result(): unknown;
}

type Identity = (value: unknown) => string | number;

/** Equal values have one identity. Numbers and texts are quickly told. */
function identityFor(collation: Collation | null): Identity {
  const ofOthers = valueIdentity(collation);
  const identity = (value: unknown): string | number => {
    if (typeof value === 'number') return value === 0 ? 0 : Number.isNaN(value) ? 'NaN' : value;
    if (typeof value === 'string' && !collation) return `s${value}`;
    // A long or a decimal that a double holds exactly is the same number.
    if (isNumeric(value) && equalValues(value, toNumber(value))) return identity(toNumber(value));
    return `k${ofOthers(value)}`;
  };
  return identity;
}

/** A place in the tree of group keys: where the values met so far lead. */
class Branch {
  readonly #identityOf: Identity;
  readonly #textsAreEqual: boolean;
  /** Missing is a value of its own here. */
  #missing: Branch | null = null;
  #texts: Map<string, Branch> | null = null;
  #others: Map<string | number, Branch> | null = null;
  group: Group | null = null;

  constructor(identityOf: Identity, textsAreEqual: boolean) {
    this.#identityOf = identityOf;
    this.#textsAreEqual = textsAreEqual;
  }

  /** The branch of a value, made if it is not there. */
  next(value: unknown): Branch {
    if (value === undefined) return (this.#missing ??= this.#grow());
    if (typeof value === 'string' && this.#textsAreEqual) return this.#in((this.#texts ??= new Map()), value);
    return this.#in((this.#others ??= new Map<string | number, Branch>()), this.#identityOf(value));
  }

  #in<K>(branches: Map<K, Branch>, key: K): Branch {
    let branch = branches.get(key);
    if (!branch) branches.set(key, (branch = this.#grow()));
    return branch;
  }

  #grow(): Branch {
    return new Branch(this.#identityOf, this.#textsAreEqual);
  }
}

interface Group {
  key: unknown;
  accumulators: Accumulator[];
}

/**
 * `$group`. Group keys are equal as MongoDB compares them: 1 and 1.0 are one group, null and missing too. Groups come
 * in order of their first document. The usual accumulators add up as documents come; the rest are mingo's.
 */
export class Grouping {
  readonly #spec: Document;
  readonly #options: Options;
  readonly #fields: string[];
  readonly #keyOf: Evaluate;
  /** The key's fields, if it is a document that is made of them. */
  readonly #parts: Evaluate[] | null;
  readonly #root: Branch;
  readonly #groups: Group[] = [];
  readonly #held: Meter = { bytes: 0 };
  readonly #most: number;

  constructor(spec: Document, options: Options, keyOf?: Evaluate) {
    this.#most = diskUseOf(options)?.most('groups') ?? Infinity;
    this.#spec = spec;
    this.#options = options;
    this.#fields = Object.keys(spec).filter((field) => field !== '_id');
    this.#keyOf = keyOf ?? evaluator(spec['_id'], options);
    this.#parts = keyOf ? null : partsOf(spec['_id'], options);
    const collation = collationIn(options);
    this.#root = new Branch(identityFor(collation), !collation);
  }

  add(document: Document): void {
    let branch = this.#root;
    if (this.#parts) for (const part of this.#parts) branch = branch.next(part(document));
    else branch = branch.next(this.#keyOf(document) ?? null);
    const { accumulators } = (branch.group ??= this.#start(document));
    for (const accumulator of accumulators) accumulator.add(document);
    if (this.#held.bytes > this.#most) throw new HeldTooMuch('$group');
  }

  #start(document: Document): Group {
    const accumulators = this.#fields.map((field) =>
      accumulatorOf(this.#spec[field] as Document, this.#options, this.#held),
    );
    const group = { key: this.#keyOf(document) ?? null, accumulators };
    this.#held.bytes += groupBytes + 100 * accumulators.length + sizeInMemory(group.key);
    this.#groups.push(group);
    return group;
  }

  *results(): Generator<Document> {
    for (const { key, accumulators } of this.#groups) {
      const result: Document = { _id: key };
      accumulators.forEach((accumulator, at) => setField(result, this.#fields[at]!, accumulator.result()));
      yield result;
    }
  }
}

/**
 * Groups on disk: documents are sorted by their groups' keys, and taken group by group, so that one group at a time is in
 * memory. Groups come in no order that means anything.
 */
export function* groupOnDisk(
  documents: Iterable<Paused<Document>>,
  spec: Document,
  options: Options,
): Generator<Paused<Document>> {
  const keyOf = evaluator(spec['_id'], options);
  const identity = valueIdentity(collationIn(options));
  const sort = diskUseOf(options)!.newSort();
  for (const document of documents) {
    if (document === null) yield null;
    else sort.add(Buffer.from(identity(keyOf(document) ?? null), 'latin1'), encode(document));
  }
  let grouping: Grouping | null = null;
  let groupKey = Buffer.alloc(0);
  const turn = new Turn();
  for (const { key, value } of sort.sorted()) {
    if (!grouping || !key.equals(groupKey)) {
      if (grouping) yield* grouping.results();
      grouping = new Grouping(spec, options);
      groupKey = Buffer.from(key);
    }
    grouping.add(decodePlain(copyOf(value)));
    if (!turn.isOver()) continue;
    yield null;
    turn.renew();
  }
  if (grouping) yield* grouping.results();
}

/** Groups documents that are all there. */
export function groupDocuments(
  documents: Iterable<Document>,
  spec: Document,
  options: Options,
  keyOf?: Evaluate,
): Document[] {
  const grouping = new Grouping(spec, options, keyOf);
  for (const document of documents) grouping.add(document);
  return [...grouping.results()];
}

function evaluator(expression: unknown, options: Options): Evaluate {
  const field = simpleField(expression);
  if (field !== null) return (document) => getField(document, field);
  if (isDocumentOfFields(expression)) return documentEvaluator(expression, options);
  if (typeof expression === 'number' || typeof expression === 'boolean' || expression === null) {
    return () => expression;
  }
  return (document) => evalExpr(document as never, expression as never, options) as unknown;
}

const isDocumentOfFields = (expression: unknown): expression is Document =>
  isObject(expression) && Object.keys(expression).every((key) => /^[^$.][^.]*$/.test(key));

const partsOf = (expression: unknown, options: Options): Evaluate[] | null =>
  isDocumentOfFields(expression) ? Object.values(expression).map((field) => evaluator(field, options)) : null;

/** A document of expressions: fields whose values are missing are left out. */
function documentEvaluator(spec: Document, options: Options): Evaluate {
  const fields = Object.keys(spec).map((key) => ({ key, evaluate: evaluator(spec[key], options) }));
  return (document) => {
    const result: Document = {};
    for (const { key, evaluate } of fields) {
      const value = evaluate(document);
      if (value !== undefined) setField(result, key, value);
    }
    return result;
  };
}

function accumulatorOf(spec: Document, options: Options, held: Meter): Accumulator {
  const [operator = '', operand] = Object.entries(spec)[0] ?? [];
  const make = accumulators[operator];
  return make
    ? make(evaluator(operand, options), collationIn(options), held)
    : withMingo(spec, options, held);
}

/** An accumulator by itself, for a window. */
export const newAccumulator = (spec: Document, options: Options): Accumulator =>
  accumulatorOf(spec, options, { bytes: 0 });

/** Any other accumulator needs all documents of its group at once. */
function withMingo(spec: Document, options: Options, held: Meter): Accumulator {
  const documents: Document[] = [];
  return {
    add: (document) => {
      documents.push(document);
      held.bytes += sizeInMemory(document);
    },
    result: () => evalExpr(documents as never, spec as never, options) as unknown,
  };
}

const accumulators: Record<
  string,
  (evaluate: Evaluate, collation: Collation | null, held: Meter) => Accumulator
> = {
  $sum: (evaluate) => {
    let sum: unknown = 0;
    return {
      add: (document) => {
        const value = evaluate(document);
        if (typeof value === 'number' && typeof sum === 'number') sum += value;
        // Longs beyond 2^53 and decimals are added exactly.
        else if (isNumeric(value)) sum = calculate('add', sum, value);
      },
      result: () => sum,
    };
  },
  $count: () => {
    let count = 0;
    return { add: () => void (count += 1), result: () => count };
  },
  $avg: (evaluate) => {
    let [sum, count] = [0, 0];
    return {
      add: (document) => {
        const value = evaluate(document);
        if (!isNumeric(value)) return;
        if (typeof value !== 'number')
          throw notImplemented(`$avg of ${typeName(value)} values is not served`);
        sum += value;
        count += 1;
      },
      result: () => (count === 0 ? null : sum / count),
    };
  },
  $min: (evaluate, collation) => extreme(evaluate, -1, collation),
  $max: (evaluate, collation) => extreme(evaluate, 1, collation),
  $first: (evaluate) => {
    let first: unknown;
    let seen = false;
    return {
      add: (document) => {
        if (!seen) first = evaluate(document);
        seen = true;
      },
      result: () => first ?? null,
    };
  },
  $last: (evaluate) => {
    let last: Document | undefined;
    return {
      add: (document) => void (last = document),
      result: () => (last ? (evaluate(last) ?? null) : null),
    };
  },
  $push: (evaluate, _collation, held) => {
    const values: unknown[] = [];
    return {
      add: (document) => {
        const value = evaluate(document);
        if (value === undefined) return;
        values.push(value);
        held.bytes += sizeInMemory(value);
      },
      result: () => values,
    };
  },
  $addToSet: (evaluate, collation, held) => {
    const identities = identityFor(collation);
    const values = new Map<string | number, unknown>();
    return {
      add: (document) => {
        const value = evaluate(document);
        if (value === undefined) return;
        const identity = identities(value);
        if (values.has(identity)) return;
        values.set(identity, value);
        held.bytes += 60 + 2 * sizeInMemory(value);
      },
      result: () => [...values.values()],
    };
  },
};

/** Null and missing do not count. */
function extreme(evaluate: Evaluate, sign: 1 | -1, collation: Collation | null): Accumulator {
  let best: unknown = null;
  return {
    add: (document) => {
      const value = evaluate(document);
      if (value === undefined || value === null) return;
      if (best === null || compareValues(value, best, collation) * sign > 0) best = value;
    },
    result: () => best,
  };
}
