import { asObject, asString, type Members, member } from '../../formats/schema.ts';
import { has } from '../shared/products.ts';

/** What an answer lists. */
export type Kind = 'mounts' | 'activity' | 'entities' | 'entity';

/** The answer itself: the API puts it into `data`, beside the id of the request. */
export function answerIn(root: unknown): Members | undefined {
  const whole = asObject(root);
  const data = asObject(whole?.data);
  return data && whole && (has(whole, 'request_id') || has(whole, 'lease_id') || kindOf(whole) === undefined)
    ? data
    : whole;
}

/** What an answer lists, by members that no other answer has together; undefined where it is none of these. */
export function kindOf(answer: Members): Kind | undefined {
  if (has(answer, 'by_namespace') && (has(answer, 'total') || has(answer, 'start_time'))) return 'activity';
  if (asObject(answer.total) && has(answer, 'months', 'start_time', 'end_time')) return 'activity';
  const [info] = Object.values(asObject(answer.key_info) ?? {});
  if (info !== undefined) return has(asObject(info) ?? {}, 'aliases', 'name') ? 'entities' : undefined;
  if (has(answer, 'aliases', 'policies', 'creation_time', 'direct_group_ids')) return 'entity';
  const mounts = Object.entries(answer).filter(([path]) => path.endsWith('/'));
  return mounts.length > 0 && mounts.every(([, mount]) => isMount(mount)) ? 'mounts' : undefined;
}

function isMount(value: unknown): boolean {
  return asString(member(value, 'type')) !== undefined && asString(member(value, 'accessor')) !== undefined;
}
