import type { RecordKind } from '../records/record.ts';
import type { Place, RefusalCode } from '../records/refusal.ts';
import type { AspectId, Automation, Output } from '../records/words.ts';

/** What `inspect` prints for one document, and what an import of it reports. */
export interface DocumentReport {
  document: { path: string; sha256: string; bytes: number };
  adapter: string;
  tool: string;
  /** When it happened, RFC 3339; null where the document does not say. */
  at: string | null;
  /** Records read, by kind; kinds with none are left out. */
  records: Partial<Record<RecordKind, number>>;
  /** Failing results. */
  findings: number;
  practices: {
    aspect: AspectId;
    output: Output;
    at: string | null;
    automation: Automation;
    declared: boolean;
    note?: string;
  }[];
  /** Practices beyond the ones listed. */
  morePractices: number;
  problems: { where: string; why: string }[];
  moreProblems: number;
}

/** The result of handing in one file. */
export type ImportResult =
  | { status: 'imported'; report: DocumentReport; systems: string[]; unowned: number; closed: number }
  | { status: 'known'; report: DocumentReport; learned: string }
  | { status: 'refused'; path: string; code: RefusalCode; why: string; place: Place; next: string };
