import { asArray, asObject, asString, type Members } from '../../formats/schema.ts';
import { type Adapter, CERTAIN, type Certainty, LIKELY } from '../adapter.ts';
import { has, objectsOf } from '../shared/products.ts';
import { about } from './about.ts';
import { readJenkins } from './read.ts';
import { isStageRun } from './stage-run.ts';

/** Java packages of Jenkins and its plugins, which newer answers name as `_class`. */
const CLASS = /^(hudson|jenkins|io\.jenkins|org\.jenkinsci|org\.jenkins_ci|com\.cloudbees)\./;
const LISTS = ['jobs', 'builds', 'allBuilds', 'credentials'];
const LAST = ['lastBuild', 'lastCompletedBuild', 'lastSuccessfulBuild', 'lastFailedBuild'];

export const adapter: Adapter = {
  id: 'jenkins',
  about,
  title: 'Jenkins JSON API: jobs, builds, credentials',
  aspects: ['cicd', 'secrets'],
  detect({ json }) {
    return Math.max(...[asObject(json), ...objectsOf(json).slice(0, 5)].map((one) => certainty(one)));
  },
  read: readJenkins,
};

function certainty(root: Members | undefined): Certainty {
  if (!root) return 0;
  const listed = LISTS.filter((name) => Array.isArray(root[name]) || asObject(root[name]));
  const own = CLASS.test(asString(root._class) ?? '');
  const known = listed.length > 0 || LAST.some((name) => name in root) || has(root, 'number', 'result');
  if (own && known) return CERTAIN;
  if (isStageRun(root)) return CERTAIN;
  const isBuild = has(root, 'number', 'result', 'timestamp');
  if (isBuild && (asString(root.url) ?? '').includes('/job/')) return CERTAIN;
  if (listed.length > 0 && /\/job\/[^/]/.test(asString(root.url) ?? '')) return CERTAIN;
  return Math.max(0, ...listed.map((name) => ofElement(firstIn(root[name]))));
}

function ofElement(element: Members | undefined): Certainty {
  if (!element) return 0;
  if (CLASS.test(asString(element._class) ?? '')) return CERTAIN;
  if (/\/job\/[^/]/.test(asString(element.url) ?? '')) return CERTAIN;
  if (has(element, 'typeName') && (has(element, 'fullName') || has(element, 'displayName'))) return CERTAIN;
  if (has(element, 'number', 'result', 'timestamp')) return LIKELY;
  const build = firstIn(element.builds);
  return build && has(build, 'number', 'result') ? LIKELY : 0;
}

function firstIn(list: unknown): Members | undefined {
  return asObject(Array.isArray(list) ? asArray(list)[0] : Object.values(asObject(list) ?? {})[0]);
}
