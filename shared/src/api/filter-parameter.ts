import { z } from 'zod';
import {
  DEEPEST_FILTER,
  DEEPEST_NESTING,
  MOST_CONDITIONS,
  readVariable,
  STRATA,
  type Filter,
  type Variable,
} from '../tabulation/index.js';

const categoryKey = z.string().min(1).max(200);

const variableSchema = z.union([
  z.strictObject({ stratum: z.enum(STRATA) }),
  z.strictObject({ item: z.string().min(1).max(80) }),
]);

const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ variable: variableSchema, in: z.array(categoryKey).min(1).max(500) }),
    z.strictObject({ and: z.array(filterSchema).min(1).max(MOST_CONDITIONS) }),
    z.strictObject({ or: z.array(filterSchema).min(1).max(MOST_CONDITIONS) }),
    z.strictObject({ not: filterSchema }),
  ]),
);

/** How deep a condition goes and how many parts it has, without trusting its shape. */
function measure(value: unknown): { depth: number; parts: number } {
  if (typeof value !== 'object' || value === null) return { depth: 0, parts: 0 };
  const { and, or, not } = value as { and?: unknown; or?: unknown; not?: unknown };
  const inner = [and, or].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  let [depth, parts] = [0, 1];
  for (const each of not === undefined ? inner : [...inner, not]) {
    const below = measure(each);
    depth = Math.max(depth, below.depth);
    parts += below.parts;
  }
  return { depth: depth + 1, parts };
}

/** The parameter `where`: a `Filter` as JSON, of bounded depth and size. */
export const whereParameter = z
  .string()
  .max(8000)
  .transform((text, context): Filter => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
    const { depth, parts } = measure(value);
    const parsed = depth <= DEEPEST_FILTER && parts <= MOST_CONDITIONS ? filterSchema.safeParse(value) : null;
    if (parsed?.success) return parsed.data;
    context.addIssue({ code: 'custom', message: 'not a filter' });
    return z.NEVER;
  });

/** A list of variables, `unit,item:FAC1`: none to `DEEPEST_NESTING`. */
export const variables = z
  .string()
  .max(400)
  .transform((text, context): Variable[] => {
    const keys = text.split(',').filter((key) => key.trim() !== '');
    const read = keys.map((key) => readVariable(key.trim()));
    if (keys.length <= DEEPEST_NESTING && read.every((variable) => variable !== null)) return read;
    context.addIssue({ code: 'custom', message: `at most ${DEEPEST_NESTING} of: a stratum, item:CODE` });
    return z.NEVER;
  });
