import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import type { Collation } from '../bson/collation.js';
import { valueIdentity } from '../bson/identity.js';
import { calculate } from '../bson/arithmetic.js';
import { compareValues, equalValues } from '../bson/order.js';
import { notImplemented } from '../errors.js';
import {
  getField,
  isNumeric,
  isObject,
  setField,
  toNumber,
  typeName,
  type Document,
} from '../bson/values.js';
import { collationIn } from './collation.js';
import { simpleField } from './expression.js';

type Evaluate = (document: Document) => unknown;

/** Takes a group's documents one by one. */
interface Accumulator {
  add(document: Document): void;
  result(): unknown;
}

type Identity = (value: unknown) => string | number;

/** Equal values have one identity. Numbers and texts, alone or as a document's fields, are quickly told. */
function identityFor(collation: Collation | null): Identity {
  const ofOthers = valueIdentity(collation);
  const identity = (value: unknown): string | number => {
    if (typeof value === 'number') return value === 0 ? 0 : Number.isNaN(value) ? 'NaN' : value;
    if (typeof value === 'string' && !collation) return `s${value}`;
    // A long or a decimal that a double holds exactly is the same number.
    if (isNumeric(value) && equalValues(value, toNumber(value))) return identity(toNumber(value));
    return isObject(value) ? documentIdentity(value) : `k${ofOthers(value)}`;
  };
  const documentIdentity = (document: Document): string => {
    let text = 'd';
    for (const key of Object.keys(document)) {
      const inner = String(identity(document[key] ?? null));
      text += `${key.length}:${key}${inner.length}:${inner}`;
    }
    return text;
  };
  return identity;
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
  readonly #identityOf: Identity;
  readonly #groups = new Map<string | number, { key: unknown; accumulators: Accumulator[] }>();

  constructor(spec: Document, options: Options, keyOf: Evaluate = evaluator(spec['_id'], options)) {
    this.#spec = spec;
    this.#options = options;
    this.#fields = Object.keys(spec).filter((field) => field !== '_id');
    this.#keyOf = keyOf;
    this.#identityOf = identityFor(collationIn(options));
  }

  add(document: Document): void {
    const key = this.#keyOf(document) ?? null;
    const identity = this.#identityOf(key);
    let group = this.#groups.get(identity);
    if (!group) {
      const accumulators = this.#fields.map((field) =>
        accumulatorOf(this.#spec[field] as Document, this.#options),
      );
      group = { key, accumulators };
      this.#groups.set(identity, group);
    }
    for (const accumulator of group.accumulators) accumulator.add(document);
  }

  results(): Document[] {
    return [...this.#groups.values()].map(({ key, accumulators }) => {
      const result: Document = { _id: key };
      accumulators.forEach((accumulator, at) => setField(result, this.#fields[at]!, accumulator.result()));
      return result;
    });
  }
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
  return grouping.results();
}

function evaluator(expression: unknown, options: Options): Evaluate {
  const field = simpleField(expression);
  if (field !== null) return (document) => getField(document, field);
  if (isObject(expression) && Object.keys(expression).every((key) => /^[^$.][^.]*$/.test(key)))
    return documentEvaluator(expression, options);
  if (typeof expression === 'number' || typeof expression === 'boolean' || expression === null) {
    return () => expression;
  }
  return (document) => evalExpr(document as never, expression as never, options) as unknown;
}

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

function accumulatorOf(spec: Document, options: Options): Accumulator {
  const [operator = '', operand] = Object.entries(spec)[0] ?? [];
  const make = accumulators[operator];
  return make ? make(evaluator(operand, options), collationIn(options)) : withMingo(spec, options);
}

/** Any other accumulator needs all documents of its group at once. */
function withMingo(spec: Document, options: Options): Accumulator {
  const documents: Document[] = [];
  return {
    add: (document) => documents.push(document),
    result: () => evalExpr(documents as never, spec as never, options) as unknown,
  };
}

const accumulators: Record<string, (evaluate: Evaluate, collation: Collation | null) => Accumulator> = {
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
  $push: (evaluate) => {
    const values: unknown[] = [];
    return {
      add: (document) => {
        const value = evaluate(document);
        if (value !== undefined) values.push(value);
      },
      result: () => values,
    };
  },
  $addToSet: (evaluate, collation) => {
    const identities = identityFor(collation);
    const values = new Map<string | number, unknown>();
    return {
      add: (document) => {
        const value = evaluate(document);
        if (value === undefined) return;
        const identity = identities(value);
        if (!values.has(identity)) values.set(identity, value);
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
