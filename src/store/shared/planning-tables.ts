import type { Maybe } from './columns.ts';

/** What people agree on: exemptions that are asked for, plans, contacts, workshops. */
export interface PlanningTables {
  exemption_request: {
    organization: string;
    id: string;
    system: string;
    aspect: string;
    reason: string;
    ends: number;
    asked: number;
    asker: string;
    by: string;
    state: string;
    decided: Maybe<number>;
    decider: Maybe<string>;
    decided_by: Maybe<string>;
    answer: string;
  };
  plan: {
    organization: string;
    id: string;
    system: string;
    aspect: string;
    target: number;
    response: string;
    owner: string;
    due: Maybe<number>;
    note: string;
    created: number;
    by: string;
    dropped: Maybe<number>;
  };
  contact: {
    organization: string;
    system: string;
    kind: string;
    position: number;
    name: string;
    reach: Maybe<string>;
  };
  workshop: {
    organization: string;
    id: string;
    system: string;
    begun: number;
    ended: Maybe<number>;
    by: string;
    version: number;
    data: string;
  };
}
