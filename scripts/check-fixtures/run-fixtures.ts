import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compare } from './compare.js';
import { procedures } from './procedures.js';

/** A file of reference answers; see tests/fixtures/statistics. */
interface FixtureFile {
  readonly procedure: string;
  readonly tolerance: number;
  readonly cases: readonly { readonly name: string; readonly input: unknown; readonly expected: unknown }[];
}

/** For a file that states none. */
const DEFAULT_TOLERANCE = 1e-9;

/** What came of one procedure over all files that name it. */
export interface ProcedureReport {
  readonly procedure: string;
  passed: number;
  failed: number;
  largestError: number;
  /** A line per case that failed. */
  readonly failures: string[];
}

/**
 * Runs every fixture file of a folder against our functions.
 *
 * @param folder holding *.json files of the fixture format; other JSON is passed over
 * @returns a report per procedure, in the order of the files; a procedure that we do not know has failed
 */
export function runFixtures(folder: string): ProcedureReport[] {
  const reports = new Map<string, ProcedureReport>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue;
    const file = readFixtures(path.join(folder, name));
    if (file === null) continue;
    const report = reports.get(file.procedure) ?? emptyReport(file.procedure);
    reports.set(file.procedure, report);
    for (const one of file.cases) runCase(file, one, report);
  }
  return [...reports.values()];
}

/**
 * A fixture file; null for JSON of another kind. A file that cannot be read stands as one failed case under its name,
 * for an unknown procedure is a failure.
 */
function readFixtures(file: string): FixtureFile | null {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as Partial<FixtureFile>;
    if (typeof content.procedure !== 'string' || !Array.isArray(content.cases)) return null;
    return { tolerance: DEFAULT_TOLERANCE, ...content } as FixtureFile;
  } catch (error) {
    const cases = [{ name: String(error), input: null, expected: null }];
    return { procedure: path.basename(file), tolerance: DEFAULT_TOLERANCE, cases };
  }
}

function emptyReport(procedure: string): ProcedureReport {
  return { procedure, passed: 0, failed: 0, largestError: 0, failures: [] };
}

function runCase(file: FixtureFile, one: FixtureFile['cases'][number], report: ProcedureReport): void {
  const procedure = procedures[file.procedure];
  if (procedure === undefined) return fail(report, one.name, 'unknown procedure');
  try {
    const actual = procedure(one.input as never);
    const { differences, largestError } = compare(one.expected, actual, file.tolerance);
    report.largestError = Math.max(report.largestError, largestError);
    if (differences.length === 0) report.passed += 1;
    else {
      const [first] = differences;
      const reason = typeof actual.reason === 'string' ? ` (${actual.reason})` : '';
      const values = `expected ${JSON.stringify(first!.expected)}, got ${JSON.stringify(first!.actual)}`;
      fail(report, one.name, `${first!.path} ${values}${reason}; ${differences.length} differ`);
    }
  } catch (error) {
    fail(report, one.name, String(error));
  }
}

function fail(report: ProcedureReport, name: string, why: string): void {
  report.failed += 1;
  report.failures.push(`${name}: ${why}`);
}
