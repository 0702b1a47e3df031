import { type Kysely, sql } from 'kysely';
import type { AccountReader } from '../../accounts.ts';
import { decode, page } from '../page.ts';
import type { Tables } from '../tables.ts';
import { cleanText } from '../text.ts';
import {
  auditOut,
  invitationOut,
  memberOut,
  passkeyOut,
  personOut,
  sessionOut,
  tokenOut,
  trustOut,
} from './rows.ts';

/** Reads of people and of what lets them in, through any connection that may see every organization. */
export function accountReader(db: Kysely<Tables>): AccountReader {
  return {
    async person(id) {
      const row = await db
        .selectFrom('person')
        .selectAll()
        .where('id', '=', cleanText(id))
        .executeTakeFirst();
      return row && personOut(row);
    },

    async personByEmail(email) {
      const row = await db
        .selectFrom('person')
        .selectAll()
        .where(sql<boolean>`lower(email) = lower(${cleanText(email)})`)
        .executeTakeFirst();
      return row && personOut(row);
    },

    identity(issuer, subject) {
      return db
        .selectFrom('identity')
        .selectAll()
        .where('issuer', '=', cleanText(issuer))
        .where('subject', '=', cleanText(subject))
        .executeTakeFirst();
    },

    identities(person) {
      return db
        .selectFrom('identity')
        .selectAll()
        .where('person', '=', cleanText(person))
        .orderBy('issuer')
        .execute();
    },

    async passkey(id) {
      const row = await db
        .selectFrom('passkey')
        .selectAll()
        .where('id', '=', cleanText(id))
        .executeTakeFirst();
      return row && passkeyOut(row);
    },

    async passkeys(person) {
      const rows = await db
        .selectFrom('passkey')
        .selectAll()
        .where('person', '=', cleanText(person))
        .orderBy('created')
        .orderBy('id')
        .execute();
      return rows.map(passkeyOut);
    },

    async session(hash) {
      const row = await db
        .selectFrom('session')
        .selectAll()
        .where('hash', '=', cleanText(hash))
        .executeTakeFirst();
      return row && sessionOut(row);
    },

    async sessions(person) {
      const rows = await db
        .selectFrom('session')
        .selectAll()
        .where('person', '=', cleanText(person))
        .orderBy('seen', 'desc')
        .orderBy('hash')
        .execute();
      return rows.map(sessionOut);
    },

    async memberships(person) {
      const rows = await db
        .selectFrom('member')
        .selectAll()
        .where('person', '=', cleanText(person))
        .orderBy('organization')
        .execute();
      return rows.map(memberOut);
    },

    async members(organization) {
      const rows = await db
        .selectFrom('member')
        .innerJoin('person', 'person.id', 'member.person')
        .selectAll('member')
        .select(['person.name', 'person.email'])
        .where('member.organization', '=', cleanText(organization))
        .orderBy('person.name')
        .orderBy('person.id')
        .execute();
      return rows.map((row) => ({ ...memberOut(row), name: row.name, email: row.email ?? undefined }));
    },

    async invitation(hash) {
      const row = await db
        .selectFrom('invitation')
        .selectAll()
        .where('hash', '=', cleanText(hash))
        .executeTakeFirst();
      return row && invitationOut(row);
    },

    async invitations(organization) {
      const rows = await db
        .selectFrom('invitation')
        .selectAll()
        .where('organization', '=', cleanText(organization))
        .orderBy('created')
        .orderBy('id')
        .execute();
      return rows.map(invitationOut);
    },

    async token(id) {
      const row = await db.selectFrom('token').selectAll().where('id', '=', cleanText(id)).executeTakeFirst();
      return row && tokenOut(row);
    },

    async tokens(organization) {
      const rows = await db
        .selectFrom('token')
        .selectAll()
        .where('organization', '=', cleanText(organization))
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(tokenOut);
    },

    async trusts(issuer) {
      const rows = await db
        .selectFrom('trust')
        .selectAll()
        .where('issuer', '=', cleanText(issuer))
        .orderBy('organization')
        .orderBy('id')
        .execute();
      return rows.map(trustOut);
    },

    async trustsOf(organization) {
      const rows = await db
        .selectFrom('trust')
        .selectAll()
        .where('organization', '=', cleanText(organization))
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(trustOut);
    },

    async audit(organization, { actor, action, from, until }, wanted) {
      const { limit } = wanted;
      const cursor = decode(wanted, ['number', 'string']);
      let query = db.selectFrom('audit').selectAll().where('organization', '=', cleanText(organization));
      if (actor !== undefined) query = query.where('actor', '=', cleanText(actor));
      if (action !== undefined) query = query.where('action', '=', cleanText(action));
      if (from !== undefined) query = query.where('at', '>=', from);
      if (until !== undefined) query = query.where('at', '<', until);
      if (cursor) query = query.where(sql<boolean>`(at, id) < (${cursor[0]}, ${cursor[1]})`);
      const rows = await query
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      return page(rows, limit, (row) => [row.at, row.id], auditOut);
    },

    async owned() {
      const row = await db
        .selectFrom('member')
        .innerJoin('person', 'person.id', 'member.person')
        .select('member.person')
        .where('member.role', '=', 'owner')
        .where('person.disabled', '=', 0)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async alone() {
      const row = await db
        .selectFrom('store_state')
        .select('value')
        .where('name', '=', 'alone')
        .executeTakeFirst();
      return row?.value === 1;
    },
  };
}
