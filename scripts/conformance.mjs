// `npm run conformance -- --database URL [--after FILE.sql]`: does a database of your own keep what the store promises?
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { install, root } from './prepare.mjs';

const USAGE = `Usage: npm run conformance -- --database postgres://USER@HOST/DATABASE [--after FILE.sql]

Runs the tests that every store must pass against a PostgreSQL, or an engine that speaks its language. The database must
be empty and the user its owner: each test makes a schema of its own in it (assay_conformance_1, and so on), and all of
them are dropped at the end. --after runs statements in each schema once its tables are made: docs/citus.sql, say.`;

const { values } = parseArgs({ options: { database: { type: 'string' }, after: { type: 'string' } } });
if (!values.database || (values.after && !existsSync(values.after))) {
  console.error(values.database ? `There is no file ${values.after}.\n\n${USAGE}` : USAGE);
  process.exit(2);
}
const full = await tables(values.database);
if (full.length > 0) {
  console.error(
    `The database is not empty: it has ${full.slice(0, 3).join(', ')}${full.length > 3 ? ' and more' : ''}. Give one that holds nothing.`,
  );
  process.exit(1);
}
install();
console.error('Each test makes a schema of its own; all of them are dropped at the end.');
const done = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(root, 'scripts/conformance/vitest.config.ts'),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ASSAY_CONFORMANCE: values.database,
      ASSAY_CONFORMANCE_AFTER: values.after ? resolve(values.after) : '',
    },
  },
);
process.exit(done.status ?? 1);

/** What is in a database that neither the server nor an extension made. */
async function tables(url) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query(
      `select nspname || '.' || relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where relkind in ('r', 'p', 'v', 'm', 'f') and nspname <> 'information_schema' and nspname not like 'pg\\_%'
         and not exists (select 1 from pg_depend where objid = pg_class.oid and deptype = 'e') order by 1`,
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    console.error(`The database cannot be used: ${error.message || error.code}`);
    process.exit(1);
  } finally {
    await client.end().catch(() => undefined);
  }
}
