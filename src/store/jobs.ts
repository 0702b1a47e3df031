import type { Instant } from '../records/instant.ts';
import type { Page, Paged } from './rows.ts';

/** Long work that outlives the request that asked for it, and the server that began it. */
export interface JobRow {
  organization: string;
  id: string;
  /** What is to be done; the server knows how. */
  kind: string;
  /** What it is about, to find it by: a webhook's id, a document's digest. */
  subject: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** What it needs to know, as JSON. */
  payload: unknown;
  /** How far it is, as JSON. */
  progress: unknown;
  /** What came of it, as JSON: an answer, or a problem document. */
  result: unknown;
  /** Who asked. */
  by: string;
  created: Instant;
  /** Not before. */
  due: Instant;
  finished: Instant | undefined;
  /** How often it was begun. */
  attempts: number;
  /** Somebody asked it to stop. */
  cancel: boolean;
}

/** A job that waits to be begun. */
export type NewJob = Pick<
  JobRow,
  'organization' | 'id' | 'kind' | 'subject' | 'payload' | 'by' | 'created' | 'due'
>;

/** Jobs, shared by all servers of a store: each is leased by one at a time. */
export interface Jobs {
  add(row: NewJob): Promise<void>;
  job(organization: string, id: string): Promise<JobRow | undefined>;
  /** Newest first. */
  list(organization: string, filter: { kind?: string; subject?: string }, page: Page): Promise<Paged<JobRow>>;
  /**
   * Takes the job that has been due the longest and that nobody holds, for `lease` milliseconds. One whose
   * lease ran out was lost with its server, and is taken again.
   */
  take(server: string, now: Instant, lease: number): Promise<JobRow | undefined>;
  /** Holds it for longer, and says how far it is. @returns false where it was lost to another server */
  renew(
    server: string,
    job: Pick<JobRow, 'organization' | 'id'>,
    until: Instant,
    progress: unknown,
  ): Promise<{ held: boolean; cancel: boolean }>;
  /** Ends it; `waiting` with a `due` sets it back for another try. */
  finish(
    server: string,
    row: Pick<JobRow, 'organization' | 'id' | 'state' | 'result' | 'finished' | 'due'>,
  ): Promise<boolean>;
  /** @returns false where there is none that could still be stopped */
  cancel(organization: string, id: string, now: Instant): Promise<boolean>;
  /** Those that finished before. */
  forget(before: Instant): Promise<void>;
  /** True for one server of all, once in each period: whoever asks first. */
  once(name: string, now: Instant, period: number): Promise<boolean>;

  /** Keeps a part of an upload that a job will read. Parts count from 0. */
  putPart(organization: string, upload: string, part: number, bytes: Uint8Array): Promise<void>;
  part(organization: string, upload: string, part: number): Promise<Uint8Array | undefined>;
  dropUpload(organization: string, upload: string): Promise<void>;

  /** An answer that was given for an Idempotency-Key, or undefined. */
  answer(organization: string, key: string): Promise<AnswerRow | undefined>;
  /** Reserves the key. @returns false where somebody else has it */
  reserve(row: AnswerRow): Promise<boolean>;
  settle(row: AnswerRow): Promise<void>;
  release(organization: string, key: string): Promise<void>;
  /** Those that were given before. */
  forgetAnswers(before: Instant): Promise<void>;
}

/** What was answered to a request with an Idempotency-Key. */
export interface AnswerRow {
  organization: string;
  /** Of the caller and the key. */
  key: string;
  /** SHA-256 of the request: the same key with another request is an error. */
  request: string;
  /** 0 while it is being answered. */
  status: number;
  body: string;
  created: Instant;
}
