/**
 * Checks our statistics against reference answers: `npm run check-fixtures -- DIR`.
 * A line per procedure, then `N passed, N failed`; exit code 1 where a case failed, 2 where there is nothing to run.
 */
import process from 'node:process';
import { runFixtures, type ProcedureReport } from './check-fixtures/run-fixtures.js';

const folder = process.argv[2] ?? 'tests/fixtures/statistics';

function line({ procedure, passed, failed, largestError }: ProcedureReport): string {
  const counts = `${String(passed).padStart(4)} passed ${String(failed).padStart(4)} failed`;
  return `${procedure.padEnd(24)}${counts}   largest relative error ${largestError.toExponential(1)}`;
}

function main(): number {
  let reports: ProcedureReport[];
  try {
    reports = runFixtures(folder);
  } catch (error) {
    console.error(
      `Cannot read the fixtures in ${folder}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 2;
  }
  for (const report of reports) {
    console.log(line(report));
    for (const failure of report.failures) console.log(`    ${failure}`);
  }
  const passed = reports.reduce((sum, report) => sum + report.passed, 0);
  const failed = reports.reduce((sum, report) => sum + report.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  if (passed + failed === 0) return 2;
  return failed === 0 ? 0 : 1;
}

process.exitCode = main();
