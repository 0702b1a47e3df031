import type { CoverageRule } from '../model/model.ts';
import { DAY, type Instant } from '../records/instant.ts';
import { automationOf, type Origin } from '../records/origin.ts';
import type { Practice, ResourceRef } from '../records/record.ts';
import { type Automation, weaker } from '../records/words.ts';

/** What is the same for every record of one document. */
export interface Setting {
  document: string;
  path: string;
  adapter: string;
  byHand: boolean;
  origin: Origin;
  learned: Instant;
  /** Dated by the document's own log of when it learned (scans of a repository), not by the moment of reading. */
  learnedAsRecorded: boolean;
  /** Explicit system id: every record is its. */
  system: string | undefined;
  /** What is looked at where the document names nothing. */
  target: ResourceRef | undefined;
  coverage: CoverageRule;
}

/** When Assay learned of what happened at an instant. */
export function learnedAt({ learned, learnedAsRecorded }: Setting, at: Instant): Instant {
  return learnedAsRecorded ? Math.min(at, learned) : learned;
}

/** The degree of automation that a practice can show: its origin's, unless the document itself shows less. */
export function automationAt(setting: Setting, practice: Practice, at: Instant): Automation {
  let automation = automationOf(setting.origin, !setting.byHand);
  if (practice.automation) automation = weaker(automation, practice.automation);
  const late = setting.learned - at > setting.coverage.lateDays * DAY;
  // A collector reads a system of record, which knows when it happened; anyone else may have waited.
  return late && setting.origin.kind !== 'collector' ? weaker(automation, 'semi') : automation;
}
