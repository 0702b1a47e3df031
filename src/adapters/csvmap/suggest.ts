import { stringify } from 'yaml';
import type { Head } from '../../formats/document.ts';
import type { Members } from '../../formats/schema.ts';
import { parseInstant } from '../../records/instant.ts';
import type { RecordKind } from '../../records/record.ts';
import { dateReader } from './dates.ts';
import { isSecretColumn, mappingOf } from './map.ts';
import { MAP, type Mapping } from './mapping.ts';
import { type Table, tableOf } from './table.ts';

/** Names that columns often have, by what they mean. Words are compared without case, spaces and signs. */
const NAMES = {
  signIn: /^(e?mail(address)?|useremail|username|login|loginname|userprincipalname|upn|signin|userid)$/,
  person: /^(name|fullname|displayname|username)$/,
  mfa: /^(mfa|mfaenabled|multifactor|twofactor|2fa|mfastatus)$/,
  admin: /^(admin|isadmin|administrator|superuser)$/,
  active: /^(active|enabled|isactive)$/,
  created: /^(created|createdat|createdon|creationdate|createdate)$/,
  lastUsed: /^(lastlogin|lastloginat|lastsignin|lastseen|lastused|lastactivity|lastlogindate)$/,
  status: /^(status|result|outcome|compliance|compliancestatus|passfail|state|teststatus)$/,
  rule: /^(cve|cveid|rule|ruleid|check|checkid|control|controlid|test|testid|vulnerability|vulnerabilityid|policy)$/,
  title: /^(title|summary|description|checktitle|rulename|controltitle|subject|alertname|alert|name)$/,
  severity: /^(severity|risk|risklevel|priority|criticality|cvss|cvssscore)$/,
  amount: /^(cost|amount|totalcost|total|spend|charge|price|unblendedcost|costusd)$/,
  currency: /^(currency|currencycode|billingcurrency)$/,
  from: /^(date|day|month|usagedate|startdate|start|periodstart|from|billingperiod)$/,
  until: /^(enddate|end|periodend|until)$/,
  account: /^(account|accountid|linkedaccount|linkedaccountid|awsaccountid|accountnumber)$/,
  costService: /^(service|servicename|product|productname)$/,
  package:
    /^(package|packagename|component|componentname|software|softwarename|application|product|productname)$/,
  version: /^(version|packageversion|softwareversion|productversion)$/,
  purl: /^(purl|packageurl)$/,
  licence: /^(licen[cs]e|licen[cs]es|spdx)$/,
  arn: /^(arn|resourcearn)$/,
  host: /^(host|hostname|hosts|fqdn|ip|ipaddress|server|servername|computer|computername|device|devicename|machine|node|sourceip)$/,
  repository: /^(repo|repository|repositoryurl|giturl|repourl)$/,
  owner: /^(owner|team|contact|maintainer|businessowner|technicalowner)$/,
  region: /^(region|location|datacenter)$/,
  at: /^(time|timestamp|at|date|datetime|occurred|raised|raisedat|eventtime|starttime|createdtime|modtime)$/,
  alarm: /^(alert|alarm|alertname|alarmname|alertid|alarmid|incident|incidentid)$/,
  cloudId: /^(instanceid|resourceid|cloudid)$/,
} as const;

type Meaning = keyof typeof NAMES;
type Found = (meaning: Meaning) => string | undefined;
type Fields = Record<string, { column: string; format?: string } | { value: string } | undefined>;

/** Proposals in order: the first that finds all the columns that it needs wins. */
const PROPOSALS: readonly ((found: Found) => { kind: RecordKind; fields: Fields } | undefined)[] = [
  function identity(found) {
    const signIn = found('signIn');
    if (signIn === undefined) return undefined;
    const own = columns(found, { mfa: 'mfa', admin: 'admin', active: 'active', lastUsed: 'lastUsed' });
    if (Object.values(own).every((each) => each === undefined)) return undefined;
    const fields = { name: column(found('person')), ...own, ...columns(found, { created: 'created' }) };
    return { kind: 'identity', fields: { signIn: column(signIn), ...fields } };
  },
  function result(found) {
    const [status, rule] = [found('status'), found('rule')];
    if (status === undefined || rule === undefined) return undefined;
    const aspect = /cve|vuln/i.test(rule) ? 'patch' : 'configuration';
    return {
      kind: 'result',
      fields: {
        aspect: { value: aspect },
        rule: column(rule),
        status: column(status),
        ...columns(found, { title: 'title', severity: 'severity', at: 'at' }),
        ...thing(found),
      },
    };
  },
  function cost(found) {
    const [amount, from] = [found('amount'), found('from')];
    if (amount === undefined || from === undefined) return undefined;
    const currency = found('currency');
    return {
      kind: 'cost',
      fields: {
        amount: column(amount),
        currency: currency === undefined ? { value: 'USD' } : column(currency),
        from: column(from),
        until: column(found('until')),
        period: /month|billing/i.test(from) ? { value: 'month' } : undefined,
        ...columns(found, { account: 'account', serviceName: 'costService', owner: 'owner' }),
      },
    };
  },
  function component(found) {
    const [name, version] = [found('package'), found('version')];
    if (name === undefined || version === undefined) return undefined;
    const more = columns(found, { purl: 'purl', licence: 'licence' });
    return {
      kind: 'component',
      fields: { name: column(name), version: column(version), ...more, ...thing(found) },
    };
  },
  function event(found) {
    const [alarm, at] = [found('alarm'), found('at')];
    if (alarm === undefined || at === undefined) return undefined;
    const fields = {
      title: column(found('title') ?? alarm),
      at: column(at),
      severity: column(found('severity')),
    };
    return {
      kind: 'event',
      fields: { type: { value: 'alert' }, aspect: { value: 'alerts' }, ...fields, ...thing(found) },
    };
  },
  function resource(found) {
    const named = thing(found);
    const first = Object.entries(named).find(([, source]) => source !== undefined)?.[0];
    if (first === undefined) return undefined;
    const type = { arn: 'other', host: 'host', repository: 'repository', cloudId: 'host' }[first] ?? 'other';
    const more = columns(found, { owner: 'owner', region: 'region' });
    return { kind: 'resource', fields: { type: { value: type }, ...named, ...more } };
  },
];

/**
 * Proposes a map, in YAML, from the names of a table's columns or of the members of its first row, for people to
 * look over before it is used. Undefined where the names say too little, or say that the table holds secrets.
 */
export function suggestMap(head: Head): string | undefined {
  const map = suggestion(head);
  return map && `# A suggestion from the names of the columns: look over each line.\n${stringify(map)}`;
}

/** The same, checked and ready to read with: for a preview. */
export function suggestedMapping(head: Head): Mapping | undefined {
  const map = suggestion(head);
  return map && mappingOf(map);
}

/** The same, as the members of a map document. */
export function suggestion(head: Head): Members | undefined {
  const table = tableOf(head);
  // A vault's export is nothing that Assay should ever see.
  if (!table || table.names.some(isSecretColumn)) return undefined;
  const byWord = new Map<string, string>();
  for (const name of table.names) {
    const word = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    if (name.trim() !== '' && name.length <= 200 && !byWord.has(word)) byWord.set(word, name);
  }
  const found: Found = (meaning) => {
    for (const [word, name] of byWord) if (NAMES[meaning].test(word)) return name;
    return undefined;
  };
  for (const proposal of PROPOSALS) {
    const record = proposal(found);
    if (!record) continue;
    const fields = Object.fromEntries(
      Object.entries(record.fields).flatMap(([field, each]) =>
        each ? [[field, dated(field, each, table)]] : [],
      ),
    );
    return {
      assay: MAP,
      name: 'A suggestion to check',
      tool: 'TOOL',
      reads: table.reads,
      ...(table.reads === 'json' && { rows: table.place }),
      records: [{ kind: record.kind, fields }],
    };
  }
  return undefined;
}

const TIMES = new Set(['at', 'from', 'until', 'created', 'lastUsed']);
const DAYS = ['dd.mm.yyyy', 'mm/dd/yyyy', 'dd/mm/yyyy', 'yyyy/mm/dd', 'dd-mon-yyyy', 'mon dd, yyyy'];
/** Ways to write a time that are tried; see `dates.ts`. */
export const PATTERNS = [
  'yyyy-mm',
  ...DAYS.flatMap((day) =>
    ['', ' HH:MM', ' HH:MM:SS', ' HH:MM AM', ' HH:MM:SS AM'].map((time) => day + time),
  ),
];

/** A column of times with the format that its first text shows, where that is not ISO 8601. */
function dated(
  field: string,
  source: NonNullable<Fields[string]>,
  table: Table,
): NonNullable<Fields[string]> {
  if (!TIMES.has(field) || !('column' in source)) return source;
  const text = table.rows[0]?.(source.column)?.trim() ?? '';
  if (text === '' || parseInstant(text) !== undefined) return source;
  if (/^\d{10}$/.test(text)) return { ...source, format: 'epoch-seconds' };
  if (/^\d{13}$/.test(text)) return { ...source, format: 'epoch-milliseconds' };
  const format = PATTERNS.find((pattern) => dateReader(pattern)(text) !== undefined);
  return format === undefined ? source : { ...source, format };
}

function column(name: string | undefined): { column: string } | undefined {
  return name === undefined ? undefined : { column: name };
}

function columns(found: Found, wanted: Readonly<Record<string, Meaning>>): Fields {
  return Object.fromEntries(
    Object.entries(wanted).map(([field, meaning]) => [field, column(found(meaning))]),
  );
}

function thing(found: Found): Fields {
  return columns(found, { arn: 'arn', cloudId: 'cloudId', repository: 'repository', host: 'host' });
}
