import type { Document } from '../../formats/document.ts';
import { streamLines } from '../../formats/text.ts';
import { Refusal } from '../../records/refusal.ts';

/** `define host {`, as Nagios, Naemon and Icinga 1 write objects. */
export const NAGIOS =
  /^[ \t]*define[ \t]+(?:host|service|contact|hostgroup|servicegroup|contactgroup|command|timeperiod|hostdependency|servicedependency|hostescalation|serviceescalation)[ \t]*(?:\{|$)/m;

/** `object Host "web-1" {` or `apply Service "ping4" to Host {`, as Icinga 2 writes them. */
export const ICINGA =
  /^[ \t]*(?:object|template|apply)[ \t]+(?:Host|Service|User|UserGroup|HostGroup|ServiceGroup|Notification|CheckCommand|NotificationCommand|ScheduledDowntime|Dependency|TimePeriod|Endpoint|Zone)[ \t]+(?:"|NodeName|for[ \t]*\()/m;

/** One definition of a configuration. */
export interface Definition {
  readonly line: number;
  /** In small letters: `host`, `service`, `contact`, `notification` … */
  readonly sort: string;
  /** As it is named in its first line, which Nagios does not do. */
  readonly name: string | undefined;
  /** A template, which defines nothing by itself. */
  readonly template: boolean;
  readonly settings: ReadonlyMap<string, string>;
}

/** More settings than any definition has. */
const MOST = 500;

/**
 * The definitions of a file, in either syntax. Settings inside further braces are left out.
 * @throws Refusal `truncated` where one does not end, `too-large`
 */
export async function* definitions(document: Document): AsyncGenerator<Definition> {
  let open: (Definition & { settings: Map<string, string> }) | undefined;
  let depth = 0;
  let comment = false;
  for await (const { line, text } of streamLines(document)) {
    const [bare, goesOn] = withoutComment(text, comment);
    comment = goesOn;
    if (bare === '') continue;
    if (!open) {
      open = opening(bare, line);
      if (open) depth = Math.max(1, braces(bare));
    } else if (bare !== '{' || depth > 1) {
      if (depth === 1) note(bare, open.settings);
      depth += braces(bare);
    }
    if (!open || depth > 0) continue;
    yield { ...open, template: open.template || open.settings.get('register') === '0' };
    open = undefined;
  }
  if (open)
    throw new Refusal('truncated', `The definition that begins here does not end.`, {
      file: document.path,
      line: open.line,
    });
}

function opening(bare: string, line: number): (Definition & { settings: Map<string, string> }) | undefined {
  const settings = new Map<string, string>();
  const nagios = /^define\s+(\w+)\s*\{?$/.exec(bare);
  if (nagios) return { line, sort: nagios[1] ?? '', name: undefined, template: false, settings };
  const icinga = /^(object|template|apply)\s+(\w+)\s+(\S.*)$/.exec(bare);
  if (!icinga) return undefined;
  const [, how, sort = '', rest = ''] = icinga;
  const name = /^"([^"]*)"/.exec(rest)?.[1] ?? /^([\w.-]+)/.exec(rest)?.[1];
  return { line, sort: sort.toLowerCase(), name, template: how === 'template', settings };
}

/** `host_name   web-1` or `host_name = "web-1"`. */
function note(bare: string, settings: Map<string, string>): void {
  const found = /^([\w.]+)(?:\s*=\s*|\s+)(\S.*)$/.exec(bare);
  if (!found || settings.size >= MOST) return;
  settings.set(found[1] ?? '', (found[2] ?? '').replace(/^"(.*)"$/, '$1').trim());
}

/** How many more braces open than close, those in strings left out. */
function braces(bare: string): number {
  let count = 0;
  for (const each of bare.replace(/"[^"]*"/g, '').match(/[{}]/g) ?? []) count += each === '{' ? 1 : -1;
  return count;
}

/** The line without what is no setting, and whether a comment goes on in the next line. */
function withoutComment(text: string, comment: boolean): [bare: string, goesOn: boolean] {
  let bare = text.trim();
  if (comment) {
    const end = bare.indexOf('*/');
    if (end < 0) return ['', true];
    bare = bare.slice(end + 2).trim();
  }
  if (bare.startsWith('/*')) {
    const end = bare.indexOf('*/', 2);
    return end < 0 ? ['', true] : [bare.slice(end + 2).trim(), false];
  }
  if (bare.startsWith('#') || bare.startsWith('//') || bare.startsWith(';')) return ['', false];
  // Nagios: what follows a semicolon tells people what it is.
  return [bare.split(';')[0]?.trimEnd() ?? '', false];
}
