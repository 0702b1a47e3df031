import { handedBytes } from '../intake/handed.ts';
import { importInto } from '../intake/import.ts';
import { EXAMPLE } from '../intake/organization.ts';
import { ensureSystem, systemId } from '../intake/systems.ts';
import type { Model } from '../model/model.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../records/instant.ts';
import type { Origin } from '../records/origin.ts';
import type { AspectId } from '../records/words.ts';
import type { Store, Writer as StoreWriter } from '../store/store.ts';
import { access, backup, cost, inventory, resiliency } from './documents/cloud.ts';
import { deploy, patch, secrets, tests } from './documents/code.ts';
import type { ExampleDocument, Writer } from './documents/document.ts';
import {
  alerts,
  configuration,
  outputs,
  playbooks,
  remediation,
  telemetry,
  threats,
} from './documents/operations.ts';
import { exampleSystems } from './organization.ts';
import { answerFor, hold, plan } from './planning.ts';
import { random } from './random.ts';
import { type Occasion, SPAN, schedule } from './schedule.ts';

const WRITERS: Readonly<Record<AspectId, Writer>> = {
  inventory,
  cost,
  access,
  cicd: tests,
  patch,
  configuration,
  secrets,
  deploy,
  backup,
  resiliency,
  telemetry,
  alerts,
  playbooks,
  remediation,
  'threat-modeling': threats,
};

/** Occasions after which progress is told, and other work gets its turn. */
const TURN = 50;

/** What was made. */
export interface Loaded {
  systems: number;
  documents: number;
}

/**
 * Makes the example organization and imports it, all in one transaction.
 * @param options.now the instant at which the example ends: its "today"
 * @throws Refusal where one of its documents is refused, which is a defect; nothing is kept then
 */
export async function loadDemo(
  store: Store,
  model: Model,
  options: { now: Instant; seed?: number; progress?: (done: number, total: number) => void },
): Promise<Loaded> {
  const source = random(options.seed ?? 1);
  const systems = exampleSystems(source.apart('systems'));
  const occasions = schedule(systems, source.apart('schedule'), options.now - HOUR);
  const began = options.now - SPAN;

  let documents = 0;
  await store.write(EXAMPLE, async (writer) => {
    const zone = 'Europe/Berlin';
    await writer.putOrganization({
      id: EXAMPLE,
      name: 'Example organization',
      timeZone: zone,
      created: began,
      example: true,
    });
    for (const system of systems) {
      const team = systemId(system.team);
      await writer.putTeam({ id: team, name: system.team });
      const { pii, monthlyCost } = system;
      const { id } = await ensureSystem(writer, system.name, began, {
        team,
        pii,
        public: system.public,
        monthlyCost,
      });
      await answerFor(writer, id, system);
    }
    let done = 0;
    for (const occasion of occasions) {
      const random = source.apart(`${occasion.system.id} ${occasion.aspect} ${occasion.at}`);
      const made = WRITERS[occasion.aspect](occasion, random);
      if (occasion.outputs) made.push(...outputs(occasion, random));
      for (const document of made) await hand(writer, model, occasion, document);
      documents += made.length;
      done += 1;
      if (done % TURN === 0) {
        options.progress?.(done, occasions.length);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    await exempt(writer, began, options.now);
    await plan(writer, options.now);
    await hold(writer, options.now);
  });
  options.progress?.(occasions.length, occasions.length);
  return { systems: systems.length, documents };
}

async function hand(
  writer: StoreWriter,
  model: Model,
  occasion: Occasion,
  document: ExampleDocument,
): Promise<void> {
  const { system, at, machine } = occasion;
  const origin: Origin = machine
    ? { kind: 'token', name: `${system.id} pipeline` }
    : { kind: 'person', name: system.people[0] ?? 'engineer' };
  const result = await importInto(writer, handedBytes(document.path, Buffer.from(document.text)), {
    organization: EXAMPLE,
    origin,
    learned: at + 5 * MINUTE,
    coverage: model.coverage,
    system: system.name,
    happened: document.happened,
    target: document.target,
  });
  if (result.status === 'known')
    throw new Error(`the example made the same document twice: ${document.path}`);
}

/** Two exemptions, one of them about to end, and one that waits for an answer: one of each to look at. */
async function exempt(writer: StoreWriter, from: Instant, now: Instant): Promise<void> {
  const common = { from, learned: from, approver: 'Head of Security' };
  await writer.putExemption({
    ...common,
    id: 'example-1',
    system: 'brochure-site',
    aspect: 'backup',
    until: now + 200 * DAY,
    reason: 'It is built anew from its repository and holds no data.',
  });
  await writer.putExemption({
    ...common,
    id: 'example-2',
    system: 'intranet',
    aspect: 'resiliency',
    until: now + 9 * DAY,
    reason: 'It is switched off in March.',
  });
  await writer.putExemptionRequest({
    id: 'example-3',
    system: 'newsletter',
    aspect: 'resiliency',
    reason: 'A letter that goes out an hour late harms nobody.',
    until: now + 180 * DAY,
    asked: now - 2 * DAY,
    asker: 'example',
    by: 'Product Owner, Newsletter',
    state: 'pending',
    decided: undefined,
    decider: undefined,
    decidedBy: undefined,
    answer: '',
  });
}
