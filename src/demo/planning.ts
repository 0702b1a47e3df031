import { systemId } from '../intake/systems.ts';
import { DAY, type Instant } from '../records/instant.ts';
import type { AspectId, Level } from '../records/words.ts';
import type { PlanRow, Response } from '../store/planning.ts';
import type { Writer } from '../store/store.ts';
import type { ExampleSystem } from './organization.ts';

/** System, aspect, target, response, owner, days until it is due, days since it was planned, note. */
type Planned = [string, AspectId, Level, Response, string, number, number, string];

const PLANS: readonly Planned[] = [
  ['payments', 'backup', 5, 'use', 'Checkout', 45, 60, 'Take up the restore pipeline of the platform team.'],
  ['payments', 'threat-modeling', 4, 'train', 'Checkout', 30, 20, 'Two afternoons with the security team.'],
  ['fraud-screening', 'alerts', 4, 'ask', 'Checkout', -12, 90, 'Route findings to the team’s own channel.'],
  ['customer-profiles', 'secrets', 5, 'use', 'Identity', 20, 50, 'Move the last passwords into the vault.'],
  ['search', 'inventory', 4, 'use', 'Catalogue', -200, 380, 'Export the accounts every month.'],
  ['invoicing', 'patch', 4, 'ask', 'Checkout', -60, 350, 'Scan images as they are built.'],
  ['recommendations', 'cicd', 3, 'hire', 'Catalogue', 120, 30, 'An engineer who keeps the builds.'],
  ['newsletter', 'access', 3, 'buy', 'Marketing', 60, 40, 'One directory for all sign-ins.'],
  ['reporting', 'cost', 3, 'use', 'Data', -5, 70, ''],
];

/** Plans in every state, so that there is one of each to look at; which state is derived. */
export async function plan(writer: Writer, now: Instant): Promise<void> {
  for (const [index, [system, aspect, target, response, owner, due, ago, note]] of PLANS.entries()) {
    const row: PlanRow = {
      id: `example-${index + 1}`,
      system,
      aspect,
      target,
      response,
      owner,
      due: now + due * DAY,
      note,
      created: now - ago * DAY,
      by: 'Head of Security',
      dropped: undefined,
    };
    await writer.putPlan(row);
  }
  await writer.putPlan({
    id: 'example-dropped',
    system: 'intranet',
    aspect: 'resiliency',
    target: 3,
    response: 'buy',
    owner: 'Workplace',
    due: undefined,
    note: 'It is switched off in March.',
    created: now - 100 * DAY,
    by: 'Head of Security',
    dropped: now - 20 * DAY,
  });
}

/** Who answers for a system; of neglected ones nobody ever said. */
export async function answerFor(
  writer: Writer,
  system: string,
  { name, team, story }: Pick<ExampleSystem, 'name' | 'team' | 'story'>,
): Promise<void> {
  if (story === 'neglected') return;
  const channel = `#${systemId(team)}`;
  await writer.putContacts(system, [
    { kind: 'owner', name: `Product Owner, ${name}`, reach: `${systemId(name)}@example.org` },
    { kind: 'support', name: `Operations, ${team}`, reach: channel },
    ...(story === 'leading'
      ? [{ kind: 'support' as const, name: `Lead Engineer, ${name}`, reach: channel }]
      : []),
  ]);
}

/** A workshop that was held two months ago, in which not everybody saw the same. */
export async function hold(writer: Writer, now: Instant): Promise<void> {
  const people = [
    { id: 'owner', name: 'Product Owner, Payments', role: 'product-owner' },
    { id: 'operations', name: 'Operations, Payments', role: 'operations' },
    { id: 'developer', name: 'Developer, Payments', role: 'developer' },
    { id: 'security', name: 'Security Partner', role: 'security' },
  ];
  const said = (aspect: AspectId, levels: readonly (Level | null)[], note = '') =>
    people.flatMap(({ id }, index) => {
      const level = levels[index] ?? null;
      return level === null ? [] : [{ aspect, person: id, level, done: null, note: index === 3 ? note : '' }];
    });
  await writer.putWorkshop({
    id: 'example-workshop',
    system: 'payments',
    begun: now - 62 * DAY,
    ended: now - 62 * DAY + DAY / 8,
    by: 'Security Partner',
    version: 17,
    data: JSON.stringify({
      people,
      answers: [
        ...said('inventory', [4, 4, 4, 4]),
        ...said('cost', [4, 3, null, 3]),
        ...said('access', [4, 3, 3, 2], 'Contractors keep their accounts for weeks.'),
        ...said('cicd', [5, 4, 5, 4]),
        ...said('patch', [4, 4, 3, 3]),
        ...said('backup', [5, 3, 4, 2], 'Nobody has restored one this year.'),
        ...said('alerts', [3, 2, 3, 2]),
        ...said('threat-modeling', [3, null, 2, 2]),
      ],
    }),
  });
}
