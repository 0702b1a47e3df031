import type { InjectOptions } from 'fastify';
import { OWN } from '../../intake/organization.ts';
import { readModel, standardModelFolder } from '../../model/read.ts';
import type { Role, TokenRow, Verb } from '../../store/accounts.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { newPerson } from '../access/person.ts';
import { newToken, secretHash } from '../access/secret.ts';
import { IDLE } from '../access/sessions.ts';
import { type App, buildApp, type ServerParts } from '../app.ts';

export const NOW = Date.UTC(2026, 10, 20);

export interface Stage {
  store: Store;
  app: App;
  /** Moves the clock. */
  pass(milliseconds: number): void;
  /** A person who is signed in; without a role, a member of nothing. @returns their headers */
  person(
    role: Role | undefined,
    more?: { organization?: string; teams?: string[]; id?: string },
  ): Promise<Record<string, string>>;
  /** A machine's token. @returns its headers */
  machine(verbs: Verb[], more?: Partial<TokenRow>): Promise<Record<string, string>>;
  ask(
    options: InjectOptions & { as?: Record<string, string> },
  ): Promise<{ status: number; headers: Record<string, unknown>; body: unknown; text: string }>;
  close(): Promise<void>;
}

/** A server over a store in memory, with two organizations: `default`, which is the installation's, and `other`. */
export async function stage(parts: Partial<ServerParts> = {}): Promise<Stage> {
  let at = NOW;
  const now = () => at;
  const store = parts.store ?? (await openStore({ memory: true }));
  const model = await readModel(standardModelFolder());
  for (const id of [OWN, 'other']) {
    await store.write(id, async (writer) => {
      await writer.putOrganization({ id, name: id, timeZone: 'UTC', created: NOW, example: false });
    });
  }
  const app = await buildApp({
    store,
    model,
    version: '0.0.0-test',
    now,
    key: Buffer.alloc(32, 5),
    ...parts,
  });
  let count = 0;

  return {
    store,
    app,
    pass(milliseconds) {
      at += milliseconds;
    },
    async person(role, { organization = OWN, teams = [], id } = {}) {
      count += 1;
      const secret = `session-secret-${count}-${'x'.repeat(20)}`;
      const person = {
        ...newPerson(`Person ${count}`, `p${count}@example.org`, undefined, at),
        id: id ?? `person-${count}`,
      };
      await store.writeAccounts(async (writer) => {
        await writer.putPerson(person);
        if (role) await writer.putMember({ organization, person: person.id, role, teams, created: at });
        await writer.putSession({
          hash: secretHash(secret),
          person: person.id,
          by: 'password',
          agent: 'test',
          created: at,
          seen: at,
          expires: at + IDLE,
          proven: at,
        });
      });
      return { cookie: `assay=${secret}` };
    },
    async machine(verbs, more = {}) {
      const { id, token } = newToken();
      const row: TokenRow = {
        organization: OWN,
        id,
        name: 'Pipeline',
        hash: secretHash(token),
        verbs,
        systems: undefined,
        by: 'test',
        created: at,
        expires: undefined,
        used: undefined,
        ...more,
      };
      await store.writeAccounts((writer) => writer.putToken(row));
      return { authorization: `Bearer ${token}` };
    },
    async ask({ as = {}, headers, ...options }) {
      const answer = await app.inject({ ...options, headers: { host: '127.0.0.1:4747', ...as, ...headers } });
      const json = String(answer.headers['content-type']).includes('json') && answer.payload !== '';
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: json ? answer.json() : undefined,
        text: answer.payload,
      };
    },
    async close() {
      await app.close();
      await store.close();
    },
  };
}
