import { asArray, asObject, asString, type Members, member } from '../../formats/schema.ts';
import { has, objectsOf } from '../shared/products.ts';

/** Which of Grafana's documents it is. */
export type Sort = 'provisioning' | 'rules' | 'ruler' | 'dashboard';

/** Rules and groups that are looked at: the first may be odd, or cut off where the head ends. */
const LOOKED_AT = 10;
const PARTS = ['groups', 'contactPoints', 'policies', 'muteTimes', 'templates', 'deleteRules'];

/** Undefined where it is none of them. */
export function sortOf(value: unknown): Sort | undefined {
  if (Array.isArray(value)) return objectsOf(value.slice(0, LOOKED_AT)).some(isApiRule) ? 'rules' : undefined;
  const root = asObject(value);
  if (!root) return undefined;
  if (isDashboard(dashboardOf(root))) return 'dashboard';
  if (root.apiVersion === 1 && PARTS.some((part) => isPart(root, part))) return 'provisioning';
  if (isApiRule(root)) return 'rules';
  const groups = Object.values(root).slice(0, LOOKED_AT).flatMap(objectsOf);
  return groups.some((group) => objectsOf(group.rules).some((rule) => 'grafana_alert' in rule))
    ? 'ruler'
    : undefined;
}

/** The dashboard in what the API answers, or the document itself. */
export function dashboardOf(root: Members): Members {
  return asObject(root.dashboard) ?? root;
}

function isDashboard(root: Members): boolean {
  return has(root, 'schemaVersion', 'title') && (Array.isArray(root.panels) || Array.isArray(root.rows));
}

/** A rule of the provisioning API. */
function isApiRule(rule: Members): boolean {
  return has(rule, 'ruleGroup', 'title') && (has(rule, 'folderUID') || has(rule, 'folderUid'));
}

function isPart(root: Members, part: string): boolean {
  const first = asObject(asArray(root[part])[0]);
  if (!first) return false;
  if (part === 'groups') return isGroup(first);
  if (part === 'contactPoints') return has(first, 'name', 'receivers');
  return part === 'policies'
    ? asString(first.receiver) !== undefined
    : has(first, 'orgId') || has(first, 'name');
}

/** Groups of Prometheus have no folder, and their rules are called `alert`. */
function isGroup(group: Members): boolean {
  const rule = objectsOf(group.rules)[0];
  return (
    has(group, 'folder') || (rule !== undefined && 'title' in rule && member(rule, 'data') !== undefined)
  );
}
