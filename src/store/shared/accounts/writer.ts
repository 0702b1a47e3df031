import type { Kysely } from 'kysely';
import type { AccountWriter } from '../../accounts.ts';
import type { Tables } from '../tables.ts';
import { cleanText } from '../text.ts';
import { erasePerson } from './erase.ts';
import { accountReader } from './reader.ts';
import { auditIn, invitationIn, memberIn, passkeyIn, personIn, sessionIn, tokenIn, trustIn } from './rows.ts';

/** Changes to people and to what lets them in, through the connection that holds the transaction. */
export function accountWriter(db: Kysely<Tables>): AccountWriter {
  const owned = async (table: 'invitation' | 'token' | 'trust', organization: string, id: string) => {
    const done = await db
      .deleteFrom(table)
      .where('organization', '=', cleanText(organization))
      .where('id', '=', cleanText(id))
      .executeTakeFirst();
    return done.numDeletedRows > 0n;
  };

  return {
    ...accountReader(db),

    async putPerson(row) {
      const { id, created, ...set } = personIn(row);
      await db
        .insertInto('person')
        .values({ id, created, ...set })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(set))
        .execute();
    },

    async putIdentity(row) {
      const { issuer, subject, person, created } = row;
      await db
        .insertInto('identity')
        .values({
          issuer: cleanText(issuer),
          subject: cleanText(subject),
          person: cleanText(person),
          created,
        })
        .execute();
    },

    async removeIdentity(issuer, subject) {
      const done = await db
        .deleteFrom('identity')
        .where('issuer', '=', cleanText(issuer))
        .where('subject', '=', cleanText(subject))
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },

    async putPasskey(row) {
      const values = passkeyIn(row);
      const { name, counter, used } = values;
      await db
        .insertInto('passkey')
        .values(values)
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, counter, used }))
        .execute();
    },

    async removePasskey(person, id) {
      const done = await db
        .deleteFrom('passkey')
        .where('person', '=', cleanText(person))
        .where('id', '=', cleanText(id))
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },

    async putSession(row) {
      await db
        .insertInto('session')
        .values(sessionIn(row))
        .onConflict((conflict) =>
          conflict.column('hash').doUpdateSet({ seen: row.seen, expires: row.expires }),
        )
        .execute();
    },

    async removeSession(hash) {
      const done = await db.deleteFrom('session').where('hash', '=', cleanText(hash)).executeTakeFirst();
      return done.numDeletedRows > 0n;
    },

    async removeSessions(person, except) {
      let query = db.deleteFrom('session').where('person', '=', cleanText(person));
      if (except !== undefined) query = query.where('hash', '<>', cleanText(except));
      return Number((await query.executeTakeFirst()).numDeletedRows);
    },

    async removeSessionsBy(by, { sid, person, until }) {
      let query = db.deleteFrom('session').where('by', '=', cleanText(by));
      if (person !== undefined) query = query.where('person', '=', cleanText(person));
      query =
        sid === undefined ? query.where('created', '<=', until) : query.where('sid', '=', cleanText(sid));
      const rows = await query.returning('person').execute();
      return [...new Set(rows.map((row) => row.person))];
    },

    async removeExpired(before) {
      await db.deleteFrom('session').where('expires', '<', before).execute();
      await db.deleteFrom('invitation').where('expires', '<', before).execute();
    },

    async putMember(row) {
      const values = memberIn(row);
      const { role, teams, mapped } = values;
      await db
        .insertInto('member')
        .values(values)
        .onConflict((conflict) =>
          conflict.columns(['organization', 'person']).doUpdateSet({ role, teams, mapped }),
        )
        .execute();
    },

    async removeMember(organization, person) {
      const done = await db
        .deleteFrom('member')
        .where('organization', '=', cleanText(organization))
        .where('person', '=', cleanText(person))
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },

    async putInvitation(row) {
      await db.insertInto('invitation').values(invitationIn(row)).execute();
    },
    removeInvitation: (organization, id) => owned('invitation', organization, id),

    async putToken(row) {
      const values = tokenIn(row);
      await db
        .insertInto('token')
        .values(values)
        .onConflict((conflict) => conflict.columns(['organization', 'id']).doUpdateSet({ used: values.used }))
        .execute();
    },
    removeToken: (organization, id) => owned('token', organization, id),

    async putTrust(row) {
      await db.insertInto('trust').values(trustIn(row)).execute();
    },
    removeTrust: (organization, id) => owned('trust', organization, id),

    addAudit: async (organization, row) => {
      await db
        .insertInto('audit')
        .values(auditIn(cleanText(organization), row))
        .execute();
    },

    async raise(organization) {
      await db
        .updateTable('organization')
        .set((each) => ({ revision: each('revision', '+', 1) }))
        .where('id', '=', cleanText(organization))
        .execute();
    },

    erasePerson: (person, pseudonym, at) => erasePerson(db, cleanText(person), pseudonym, at),

    async setAlone(alone) {
      const value = alone ? 1 : 0;
      await db
        .insertInto('store_state')
        .values({ name: 'alone', value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
