import pg from 'pg';
import { inject } from 'vitest';

let count = 0;

/** Address of a new, empty database. */
export async function database(): Promise<string> {
  const name = `assay_${process.pid}_${Math.random().toString(36).slice(2, 8)}_${++count}`;
  const client = new pg.Client({ connectionString: inject('postgres') });
  await client.connect();
  // An ordinary user, as an installation has: row-level security holds for it.
  await client.query(`create role ${name} login`);
  await client.query(`create database ${name} owner ${name}`);
  await client.end();
  return ofUser(name, name);
}

/** Address of a database for a user. */
export function ofUser(user: string, name: string): string {
  const url = new URL(inject('postgres'));
  url.username = user;
  url.pathname = `/${name}`;
  return url.href;
}

/** The same database for a superuser: no fence, so that what else protects the rows shows. */
export function unfenced(url: string): string {
  return ofUser('assay', new URL(url).pathname.slice(1));
}

/** Lends a connection to a database. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
