import {
  DuckDBDataChunk,
  DuckDBInstance,
  UTINYINT,
  USMALLINT,
  type DuckDBConnection,
} from '@duckdb/node-api';
import type { Columns } from '@duwen/shared/tabulation';

/** Rows of one of DuckDB's own vectors. */
const CHUNK = 2048;

/** DuckDB in memory, on so many threads. */
export async function duckdb(threads: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET threads = ${threads}`);
  return connection;
}

/** Puts the groups, units and items of a campaign into a table `answers` (`grp`, `unit`, then the items by their codes). */
export async function loadAnswers(connection: DuckDBConnection, columns: Columns): Promise<void> {
  const items = [...columns.items.keys()];
  const definitions = items.map((code) => `${code} UTINYINT`);
  await connection.run(
    `CREATE OR REPLACE TABLE answers (grp UTINYINT, unit USMALLINT, ${definitions.join(', ')})`,
  );
  const types = [UTINYINT, USMALLINT, ...items.map(() => UTINYINT)];
  const arrays = [columns.strata.group.codes, columns.strata.unit.codes, ...columns.items.values()];
  const appender = await connection.createAppender('answers');
  for (let from = 0; from < columns.length; from += CHUNK) {
    const to = Math.min(columns.length, from + CHUNK);
    const chunk = DuckDBDataChunk.create(types, to - from);
    arrays.forEach((array, column) => chunk.setColumnValues(column, Array.from(array.subarray(from, to))));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
