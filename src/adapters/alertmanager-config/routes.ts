import { asArray, asObject, asString, asStrings, asText, type Members } from '../../formats/schema.ts';
import type { Rule } from '../../records/record.ts';
import { alertSeverity } from '../shared/alert-severity.ts';

/** A route of the tree, with the receiver that it has or inherits. */
export interface Route {
  pointer: string;
  receiver: string | undefined;
  /** Undefined where the node is no route. */
  rule: Rule | undefined;
}

/** All routes, the root first; children after their parent. Depth is bounded by the format's own limit. */
export function* routesOf(
  root: unknown,
  pointer = '/route',
  inherited?: string,
  above: readonly string[] = [],
): Generator<Route> {
  const route = asObject(root);
  const receiver = asString(route?.receiver) ?? inherited;
  if (!route || receiver === undefined) {
    yield { pointer, receiver, rule: undefined };
    return;
  }
  const matchers = [...above, ...matchersOf(route)];
  const severity = alertSeverity(severityOf(matchers));
  yield {
    pointer,
    receiver,
    rule: {
      kind: 'rule',
      type: 'route',
      id: `${matchers.length > 0 ? matchers.join(', ') : 'all alerts'} to ${receiver}`,
      enabled: true,
      ...(severity && { severity }),
    },
  };
  for (const [index, child] of asArray(route.routes).entries()) {
    yield* routesOf(child, `${pointer}/routes/${index}`, receiver, matchers);
  }
}

/** The matchers, in the one spelling `label="value"`, whichever of the four spellings the file has. */
function matchersOf(route: Members): string[] {
  const found: string[] = [];
  for (const [label, value] of Object.entries(asObject(route.match) ?? {})) {
    found.push(`${label}="${asText(value) ?? ''}"`);
  }
  for (const [label, value] of Object.entries(asObject(route.match_re) ?? {})) {
    found.push(`${label}=~"${asText(value) ?? ''}"`);
  }
  for (const matcher of asArray(route.matchers)) {
    const parts = asObject(matcher);
    const name = asString(parts?.name);
    if (name) found.push(`${name}${asString(parts?.matchType) ?? '='}"${asText(parts?.value) ?? ''}"`);
  }
  for (const matcher of asStrings(route.matchers)) found.push(spelled(matcher));
  return found;
}

function spelled(matcher: string): string {
  const text = matcher.slice(0, 1_000).trim();
  const match = /^\{?\s*"?([^=!~"\s]+)"?\s*(=~|!~|!=|=)\s*"?/.exec(text);
  if (!match) return matcher.trim();
  const value = text.slice(match[0].length).replace(/\}$/, '').trimEnd().replace(/"$/, '');
  return `${match[1]}${match[2]}"${value}"`;
}

function severityOf(matchers: readonly string[]): string | undefined {
  for (const matcher of matchers) {
    const word = /^severity="([^"]*)"$/.exec(matcher)?.[1];
    if (word !== undefined) return word;
  }
  return undefined;
}
