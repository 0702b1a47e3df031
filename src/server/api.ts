import type { ImportResult } from '../intake/result.ts';
import type { Model } from '../model/model.ts';
import type { Catalogue } from '../outputs/catalogue.ts';
import type { InstantText, Scorecard, SystemScore } from '../outputs/scorecard/scorecard.ts';
import type { AspectId, Automation, Level, Output, Severity } from '../records/words.ts';

/** What the HTTP API answers, under `/api/v1`. The dashboard imports these types and nothing else of ours. */

/** GET /organization */
export interface OrganizationAnswer {
  name: string;
  timeZone: string;
  /** True while the example organization is shown. */
  example: boolean;
  /** No system yet: the dashboard shows the ways in. */
  empty: boolean;
  version: string;
  model: { version: string; overrides: string[] };
  counts: { systems: number; documents: number; evidence: number; refusals: number; unowned: number };
}

/** GET /model */
export type ModelAnswer = Model;

/** GET /catalogue */
export type CatalogueAnswer = Catalogue;

/** GET /portfolio?at=&known= */
export type PortfolioAnswer = Scorecard;

/** GET /systems/:system?at=&known= */
export interface SystemAnswer {
  at: InstantText;
  known: InstantText;
  model: { version: string; overrides: string[] };
  system: SystemScore;
  /** Level of each aspect over the last 14 months. */
  timelines: {
    aspect: AspectId;
    intervals: { from: InstantText; until: InstantText; level: Level; exempt: boolean }[];
  }[];
  findings: { aspect: AspectId; severity: Severity; count: number }[];
}

/** GET /systems/:system/aspects/:aspect/evidence?after= */
export interface EvidenceAnswer {
  rows: {
    document: string;
    documentName: string;
    adapter: string;
    output: Output;
    automation: Automation;
    declared: boolean;
    at: InstantText;
    learned: InstantText;
    origin: { kind: string; name: string };
    reference: string | null;
    note: string | null;
  }[];
  next: string | null;
}

/** GET /documents?after= */
export interface DocumentsAnswer {
  rows: {
    sha256: string;
    name: string;
    bytes: number;
    adapter: string;
    tool: string;
    at: InstantText | null;
    learned: InstantText;
    origin: { kind: string; name: string };
    records: Record<string, number>;
    findings: number;
    problems: number;
  }[];
  next: string | null;
}

/** GET /refusals?after= */
export interface RefusalsAnswer {
  rows: {
    id: string;
    name: string;
    at: InstantText;
    code: string;
    why: string;
    place: string;
    next: string;
  }[];
  next: string | null;
}

/**
 * POST /imports?name=report.json&system=Payments&happened=2026-11-01 with the file's bytes as
 * `application/octet-stream`; one request a file. 200 with `imported` or `known`, 422 problem document for a refusal.
 * An archive (zip, tar, tar.gz) is answered with 200 and what became of each member, refusals among them; with a
 * problem where nothing in it could be reached.
 */
export type ImportAnswer = ImportResult | ArchiveAnswer;

/** What became of an archive’s members. Last, where it broke off, is the archive’s own refusal. */
export interface ArchiveAnswer {
  status: 'archive';
  path: string;
  members: readonly ImportResult[];
}

/** POST /example starts loading the example organization; GET /example follows it; DELETE /example removes it. */
export interface ExampleAnswer {
  state: 'absent' | 'loading' | 'loaded' | 'failed';
  /** Documents imported so far, and in all. */
  done: number;
  total: number;
  why: string | null;
}

/** RFC 9457, `application/problem+json`, for every answer that is not 2xx. */
export interface ProblemAnswer {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** What to do next. */
  next?: string;
  place?: string;
}
