import type { Flag, Maybe } from './columns.ts';

/** What a server does by itself: jobs, answers that are kept, what is sent out, schedules. */
export interface ServiceTables {
  job: {
    organization: string;
    id: string;
    kind: string;
    subject: string;
    state: string;
    payload: string;
    progress: string;
    result: string;
    by: string;
    created: number;
    due: number;
    finished: Maybe<number>;
    attempts: number;
    cancel: Flag;
    /** Which server has it. */
    holder: Maybe<string>;
    held_until: number;
  };
  upload_part: { organization: string; upload: string; part: number; bytes: Uint8Array };
  answer: {
    organization: string;
    key: string;
    request: string;
    status: number;
    body: string;
    created: number;
  };
  subscription: {
    organization: string;
    id: string;
    name: string;
    url: string;
    events: string;
    /** Which of its secrets is in force, counted from 1. */
    secret: number;
    /** When the secret before it was replaced. */
    rotated: Maybe<number>;
    enabled: Flag;
    created: number;
  };
  /** Small state of an organization: what was last told of its levels. */
  note: { organization: string; name: string; value: string };
  witness: {
    organization: string;
    id: string;
    name: string;
    kind: string;
    target: string;
    verifier: Maybe<string>;
    created: number;
    state: Maybe<string>;
  };
  /** When each schedule last fired. */
  schedule: { name: string; last: number };
}
