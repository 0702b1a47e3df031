import type { Automation } from './words.ts';

/** Who or what handed a document in, and how strongly that is proved. */
export interface Origin {
  kind: 'ci' | 'token' | 'collector' | 'person';
  /** Who: a token's name, a workflow run, a collector's id, a person's name. */
  name: string;
  /** Claims that prove it (issuer, repository, workflow, run ...), where there are any. */
  claims?: Readonly<Record<string, string>>;
}

/**
 * The degree of automation that an origin can show: a machine is `full`; a person who hands in a document
 * that a machine made is `semi`; a person who fills in a form is `manual`.
 */
export function automationOf(origin: Origin, machineMade: boolean): Automation {
  if (!machineMade) return 'manual';
  return origin.kind === 'person' ? 'semi' : 'full';
}
