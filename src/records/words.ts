/** The 15 aspects of the model, in the order in which they build on one another. */
export const ASPECTS = [
  'inventory',
  'cost',
  'access',
  'cicd',
  'patch',
  'configuration',
  'secrets',
  'deploy',
  'backup',
  'resiliency',
  'telemetry',
  'alerts',
  'playbooks',
  'remediation',
  'threat-modeling',
] as const;
export type AspectId = (typeof ASPECTS)[number];

/** Bit of a sighting, above those of the aspects: a restore of the thing was shown (`Practice.restored`). */
export const PROVED = 1 << ASPECTS.length;

/** What a practice produces; level 5 needs all four. */
export const OUTPUTS = ['test', 'report', 'alert', 'dashboard'] as const;
export type Output = (typeof OUTPUTS)[number];

/** Degree of automation, weakest first. Observed from the origin, never declared. */
export const AUTOMATIONS = ['manual', 'semi', 'full'] as const;
export type Automation = (typeof AUTOMATIONS)[number];

export const LEVELS = [1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];

/** One severity scale for all tools, mildest first; the tool's own word is kept beside it. */
export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The weaker of two degrees of automation. */
export function weaker(a: Automation, b: Automation): Automation {
  return AUTOMATIONS.indexOf(a) <= AUTOMATIONS.indexOf(b) ? a : b;
}

/** Whether a string is one of the 15 aspect ids. */
export function isAspect(text: string): text is AspectId {
  return (ASPECTS as readonly string[]).includes(text);
}

/** Languages in which people are told what levels mean. English is what everything is written in first. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
