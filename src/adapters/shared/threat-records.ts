import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { Plan, Practice, Resource } from '../../records/record.ts';
import type { Severity } from '../../records/words.ts';
import { oneLine } from './one-line.ts';
import { namedService } from './threat-model.ts';

/** A whole threat model. */
export interface ThreatModel {
  readonly id: string;
  readonly title: string;
  readonly owner?: string | undefined;
  readonly updated?: Instant | undefined;
}

/** The model itself, as a plan. */
export function threatModel({ id, title, owner, updated }: ThreatModel): Plan {
  const by = owner?.trim();
  return {
    kind: 'plan',
    type: 'threat-model',
    id: oneLine(id, 200),
    title: oneLine(title, 200),
    ...(by && { owner: oneLine(by) }),
    ...(updated !== undefined && { updated }),
  };
}

/** A threat that people wrote down, or that a tool found in what they drew. */
export interface Threat {
  readonly id: string;
  readonly title: string;
  /** Nothing is left to do: mitigated, accepted or not applicable. Undefined where the model does not say. */
  readonly settled?: boolean | undefined;
  readonly severity?: Severity | undefined;
  readonly owner?: string | undefined;
  /** How many mitigations it has. */
  readonly steps?: number | undefined;
}

/** A threat as a plan. Markup in its title is left out. */
export function threatPlan({ id, title, settled, severity, owner, steps }: Threat): Plan {
  const by = owner?.trim();
  return {
    kind: 'plan',
    type: 'threat',
    id: oneLine(id, 200),
    title: oneLine(title.slice(0, 2_000).replaceAll(/<[^<>]*>/g, ' '), 200),
    ...(settled !== undefined && { settled }),
    ...(severity && { severity }),
    ...(by && { owner: oneLine(by) }),
    ...(steps !== undefined && { steps }),
  };
}

/** An element of the drawing. */
export interface Drawn {
  /** The key under the tool's own scheme. */
  readonly key: Key;
  readonly name: string;
  /** It answers requests: then a name that says something makes it that very service. */
  readonly answers?: boolean | undefined;
  /** Drawn, and left out of the modelling. */
  readonly outOfScope?: boolean | undefined;
  readonly pii?: boolean | undefined;
  readonly public?: boolean | undefined;
  readonly owner?: string | undefined;
}

/** A drawn element as a component, which threat modelling reaches unless it is out of scope. */
export function drawnComponent(drawn: Drawn): Resource {
  const name = oneLine(drawn.name, 200);
  const service = drawn.answers ? namedService(name) : undefined;
  const owner = drawn.owner?.trim();
  return {
    kind: 'resource',
    type: 'component',
    keys: service === undefined ? [drawn.key] : [drawn.key, service],
    name,
    ...(!drawn.outOfScope && { reaches: ['threat-modeling'] as const }),
    ...(owner && { owner: oneLine(owner) }),
    ...(drawn.pii && { pii: true }),
    ...(drawn.public && { public: true }),
  };
}

/** That people worked on the model: by hand, whichever tool they drew it with. */
export function modelled(title: string, at?: Instant): Practice {
  return {
    kind: 'practice',
    aspect: 'threat-modeling',
    output: 'test',
    automation: 'manual',
    ...(at !== undefined && { at }),
    reference: oneLine(title, 200),
    note: `modelled the threats of ${oneLine(title, 70)}`,
  };
}
