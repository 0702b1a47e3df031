import pg from 'pg';

let count = 0;

/**
 * A new, empty database of a user of its own, as an installation has: row-level security holds for it.
 * @param server address of a PostgreSQL, as its superuser
 * @returns its address
 */
export async function newDatabase(server: string): Promise<string> {
  const name = `faults_${process.pid}_${++count}`;
  const client = new pg.Client({ connectionString: server });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`create role ${name} login`);
  await client.query(`create database ${name} owner ${name}`);
  await client.end();
  const url = new URL(server);
  url.username = name;
  url.pathname = `/${name}`;
  return url.href;
}
