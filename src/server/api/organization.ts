import { z } from 'zod';
import { ROLES } from '../../store/accounts.ts';
import { Instant, ModelName, paged } from './words.ts';

const Name = z.string().trim().min(1).max(200);
export const RoleWord = z.enum(ROLES);

/** GET /organization */
export const Organization = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string().describe('IANA zone in which days and weeks are shown'),
  example: z.boolean().describe('True while the example organization is shown'),
  empty: z.boolean().describe('No system yet: the dashboard shows the ways in'),
  version: z.string(),
  model: ModelName,
  counts: z.object({
    systems: z.number(),
    documents: z.number(),
    evidence: z.number(),
    refusals: z.number(),
    unowned: z.number(),
  }),
});

/** PUT /organization */
export const OrganizationChange = z.strictObject({
  name: Name,
  timeZone: z.string().refine(isZone, 'This is no time zone; write one such as Europe/Zurich or UTC.'),
});

/** POST /organizations */
export const NewOrganization = OrganizationChange.extend({
  id: z
    .string()
    .max(60)
    .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'An id has small letters, digits and dashes.')
    .refine((id) => id !== 'example', 'This id is taken by the example.'),
});
export const Organizations = z.object({
  rows: z.array(
    z.object({ id: z.string(), name: z.string(), example: z.boolean(), role: RoleWord.nullable() }),
  ),
});

export const Team = z.object({ id: z.string(), name: z.string() });
export const Teams = z.object({ rows: z.array(Team) });
export const NewTeam = z.strictObject({ name: Name });

/** What people declare of a system. */
export const SystemFacts = z.strictObject({
  name: Name,
  team: z.string().max(200).nullable().describe('Id of the team that owns it'),
  pii: z.boolean().nullable().describe('Whether it holds personal data; null: not said'),
  public: z.boolean().nullable().describe('Whether it faces the public; null: not said'),
  monthlyCost: z.number().min(0).nullable().describe('In US dollars a month; null: not said'),
});
export const System = SystemFacts.extend({ id: z.string() });
export const Systems = z.object({ rows: z.array(System) });

/** What matches a pattern goes to a system, from the next import on. */
export const NewRule = z.strictObject({
  pattern: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .describe('A key, tag:NAME=VALUE or path:PATH; * matches any run of characters'),
  system: z.string().min(1).max(200),
  order: z.number().int().min(0).max(1_000_000).optional().describe('The first match by order wins'),
});
export const Rule = z.object({ id: z.string(), order: z.number(), pattern: z.string(), system: z.string() });
export const Rules = z.object({ rows: z.array(Rule) });
/** POST /rules/preview */
export const RulePreview = z.object({
  matches: z.number().describe('Known things that the pattern matches, of those looked at'),
  looked: z.number(),
  examples: z.array(z.object({ name: z.string(), kind: z.string(), system: z.string().nullable() })),
});

/** GET /audit?after= */
export const AuditEntry = z.object({
  id: z.string(),
  at: Instant,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.unknown()),
  address: z.string().nullable(),
});
export const AuditPage = paged(AuditEntry);
export const AuditExport = z.array(AuditEntry);

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
