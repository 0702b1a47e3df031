import { OWN } from '../../intake/organization.ts';
import { DAY } from '../../records/instant.ts';
import { ASPECTS } from '../../records/words.ts';
import * as make from '../../store/testing/rows.ts';
import { NOW, type Stage } from './stage.ts';

/** What names rows in addresses, for the parameters of the API. */
export const NAMES: Readonly<Record<string, string>> = {
  system: 'system-0',
  aspect: 'backup',
  team: 'team-0',
  job: 'job-0',
  plan: 'plan-0',
  workshop: 'workshop-0',
  subscription: 'subscription-0',
  webhook: 'webhook-0',
  thing: 'thing-0',
};

/** Gives the server's own organization as many systems, and as many rows of everything that people list. */
export async function populate({ store }: Stage, systems: number): Promise<void> {
  await store.write(OWN, async (writer) => {
    for (let index = 0; index < systems; index += 1) {
      const [system, team, document] = [`system-${index}`, `team-${index}`, `document-${index}`];
      await writer.putTeam({ id: team, name: team });
      await writer.putSystem(make.system(system, { team }));
      await writer.putAttribution({ id: `rule-${index}`, order: index, pattern: `host:h${index}`, system });
      await writer.putExemption({ ...make.exemption(`exemption-${index}`), system });
      await writer.putExemptionRequest({
        ...make.exemptionRequest(`exemption-${index}`),
        system,
        asked: NOW,
        until: NOW + DAY,
      });
      await writer.putMap({ id: `map-${index}`, name: system, text: 'assay: map/v1\n', created: NOW });
      await writer.putWebhook({ id: `webhook-${index}`, name: system, system, map: undefined, created: NOW });
      await writer.addDocument(make.document(document, { at: NOW - DAY, learned: NOW - DAY }));
      await writer.addRefusal(make.refusal(`refusal-${index}`));
      await writer.addEvidence(
        ASPECTS.map((aspect, ordinal) =>
          make.evidence(document, ordinal, { system, aspect, at: NOW - DAY, learned: NOW - DAY }),
        ),
      );
      const thing = `thing-${index}`;
      await writer.putThings(
        [make.thing(thing, { system, public: true })],
        [{ key: `host:h${index}`, thing }],
      );
      await writer.putClaims([{ key: `host:other${index}`, thing, at: NOW - DAY }]);
      await writer.addSightings([
        make.sighting(thing, { system, document, at: NOW - DAY, learned: NOW - DAY }),
      ]);
      await writer.addCosts([
        {
          document,
          ordinal: 100,
          system,
          amount: 10,
          currency: 'USD',
          from: NOW - DAY,
          until: NOW,
          account: undefined,
          service: undefined,
          thing,
          owner: undefined,
        },
      ]);
      await writer.putResults([make.result(`result-${index}`, { system, thing, document })]);
      await writer.addJob({
        id: `job-${index}`,
        kind: 'import',
        subject: system,
        payload: {},
        by: 'x',
        created: NOW,
        due: NOW + DAY,
      });
      await writer.putSubscription({
        id: `subscription-${index}`,
        name: system,
        url: 'https://chat.example.org/hook',
        events: [],
        secret: 1,
        rotated: undefined,
        // Each that listens gets a job of its own from an import, and listeners do not grow with systems.
        enabled: index === 0,
        created: NOW,
      });
      await writer.putPlan({
        id: `plan-${index}`,
        system,
        aspect: 'backup',
        target: 4,
        response: 'train',
        owner: 'x',
        due: undefined,
        note: '',
        created: NOW,
        by: 'x',
        dropped: undefined,
      });
      await writer.putContacts(system, [{ kind: 'owner', name: 'X', reach: undefined }]);
      await writer.putWorkshop({
        id: `workshop-${index}`,
        system,
        begun: NOW,
        ended: undefined,
        by: 'x',
        version: 1,
        data: '{"people":[],"answers":[]}',
      });
      await writer.addAudit({
        id: `audit-${index}`,
        at: NOW,
        actor: { kind: 'person', id: 'x', name: 'X' },
        action: 'system.put',
        target: system,
        detail: {},
        address: undefined,
      });
    }
  });
  await people(store, systems);
}

async function people(store: Stage['store'], count: number): Promise<void> {
  await store.writeAccounts(async (writer) => {
    for (let index = 0; index < count; index += 1) {
      const id = `member-${index}`;
      const common = { organization: OWN, name: id, by: 'x', created: NOW };
      await writer.putPerson({
        id,
        name: id,
        email: `${id}@example.org`,
        created: NOW,
        disabled: false,
        password: undefined,
        totp: undefined,
        totpStep: 0,
        recovery: [],
      });
      await writer.putMember({ organization: OWN, person: id, role: 'viewer', teams: [], created: NOW });
      await writer.putInvitation({
        ...common,
        id: `invitation-${index}`,
        hash: id,
        role: 'viewer',
        teams: [],
        expires: NOW + DAY,
      });
      await writer.putToken({
        ...common,
        id: `token-${index}`,
        hash: id,
        verbs: ['read'],
        systems: undefined,
        expires: undefined,
        used: undefined,
      });
      await writer.putTrust({
        ...common,
        id: `trust-${index}`,
        issuer: 'https://ci.example.org',
        audience: 'assay',
        claims: { repository: id },
        verbs: ['import'],
        systems: undefined,
      });
    }
  });
}
