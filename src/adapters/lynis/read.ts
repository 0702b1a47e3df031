import type { Document } from '../../formats/document.ts';
import { streamLines } from '../../formats/text.ts';
import { hostKey } from '../../records/key.ts';
import type { Reading, ResourceRef } from '../../records/record.ts';
import { Refusal } from '../../records/refusal.ts';
import { checkResult } from '../shared/check-result.ts';
import { utcInstant } from '../shared/utc.ts';

/**
 * What an audit of a host found (Lynis documentation, "Report data"): lines `key=value`, lists as `key[]=`. A
 * warning or a suggestion is a finding; tests without one passed, and are only named together.
 * @throws Refusal `truncated` where the audit did not end, and what reading lines throws
 */
export async function* readLynis(document: Document): AsyncGenerator<Reading> {
  const said = await facts(document);
  if (said.at === undefined || !said.ended)
    throw new Refusal(
      'truncated',
      'The audit did not come to its end.',
      {},
      'Run it again, and hand in the whole file.',
    );
  const host = said.hostname;
  const target: ResourceRef | undefined = host
    ? { type: 'host', keys: [hostKey(host)], name: host }
    : undefined;
  yield {
    kind: 'envelope',
    tool: { name: 'Lynis', ...(said.version && { version: said.version }) },
    ...(said.at !== undefined && { at: said.at }),
    ...(target && { target }),
    complete: true,
  };
  let tests = 0;
  for await (const { line, text } of streamLines(document)) {
    const cut = text.indexOf('=');
    const key = text.slice(0, cut);
    if (key === 'tests_executed') tests = text.split('|').filter((id) => /[A-Z]/.test(id)).length;
    if (key !== 'warning[]' && key !== 'suggestion[]') continue;
    const [id = '', title = '', details = ''] = text.slice(cut + 1).split('|');
    if (!/^[A-Z0-9_-]+$/i.test(id)) {
      yield { kind: 'problem', where: `line ${line}`, why: 'Expected TEST-ID|text|details.' };
      continue;
    }
    yield checkResult({
      id,
      title,
      status: 'fail',
      usual: key === 'warning[]' ? 'high' : 'low',
      ...(details !== '-' && details && { location: details }),
    });
  }
  if (tests === 0) {
    yield { kind: 'event', type: 'failed-run', aspect: 'configuration', title: 'Lynis executed no test' };
    return;
  }
  const index = said.hardening === undefined ? '' : `, hardening index ${said.hardening}`;
  yield { kind: 'practice', aspect: 'configuration', output: 'test', note: `${tests} tests${index}` };
}

interface Facts {
  hostname?: string;
  version?: string;
  at?: number;
  hardening?: string;
  /** It says when it ended. */
  ended?: boolean;
}

async function facts(document: Document): Promise<Facts> {
  const said: Facts = {};
  for await (const { text } of streamLines(document)) {
    const cut = text.indexOf('=');
    const value = text.slice(cut + 1).trim();
    const key = text.slice(0, cut);
    if (key === 'hostname' && value) said.hostname = value;
    else if (key === 'lynis_version' && value) said.version = value;
    else if (key === 'hardening_index' && /^\d{1,3}$/.test(value)) said.hardening = value;
    else if (key === 'report_datetime_end' || (key === 'report_datetime_start' && said.at === undefined)) {
      const at = utcInstant(value);
      if (at !== undefined) said.at = at;
      if (key === 'report_datetime_end') said.ended = at !== undefined;
    }
  }
  return said;
}
