import pg from 'pg';
import { inject } from 'vitest';

let count = 0;

/** Address of a new, empty database with an owner of its own, as an installation has: row-level security holds. */
export async function newDatabase(): Promise<string> {
  const url = new URL(inject('postgres'));
  const name = `assay_${process.pid}_new_${Date.now()}_${++count}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create role ${name} login`);
  await client.query(`create database ${name} owner ${name}`);
  await client.end();
  url.username = name;
  url.pathname = `/${name}`;
  return url.href;
}
