import type { Instant } from '../../records/instant.ts';
import type { Key } from '../../records/key.ts';
import type { Cost, Problem, ResourceRef } from '../../records/record.ts';

/** What is known of a charge, however it was asked for. */
export interface Charge {
  readonly amount: number | undefined;
  readonly currency: string | undefined;
  readonly from: Instant | undefined;
  readonly until: Instant | undefined;
  readonly account?: Key | undefined;
  readonly service?: string | undefined;
  readonly resource?: ResourceRef | undefined;
  readonly owner?: string | undefined;
}

/** A cost, and the name of its account where it is known. */
export interface Found {
  readonly reading: Cost | Problem;
  readonly accountName?: string | undefined;
}

/** The charge as a record; a problem where it says no amount, currency or period. */
export function costOf(charge: Charge, where: string): Cost | Problem {
  const { amount, from, until, account, service, resource, owner } = charge;
  const currency = charge.currency?.trim().toUpperCase() ?? '';
  if (amount === undefined || !/^[A-Z]{3}$/.test(currency)) {
    return { kind: 'problem', where, why: 'Expected a cost and its currency.' };
  }
  if (from === undefined || until === undefined || until < from) {
    return { kind: 'problem', where, why: 'Expected the period of the cost: ask by day or by month.' };
  }
  return {
    kind: 'cost',
    amount,
    currency,
    from,
    until,
    ...(account && { account }),
    ...(service && { service }),
    ...(resource && { resource }),
    ...(owner && { owner }),
  };
}
