import { RESOURCE_TYPES, type RecordKind } from '../../records/record.ts';
import { ASPECTS, AUTOMATIONS, OUTPUTS } from '../../records/words.ts';

/** How the text of a field is understood; see `words.ts`. */
export type Sort =
  | 'text'
  | 'sentence'
  | 'instant'
  | 'number'
  | 'share'
  | 'flag'
  | 'aspects'
  | 'severity'
  | 'status'
  | 'resource-type'
  | 'currency'
  | readonly string[];

export interface Field {
  readonly sort: Sort;
  readonly required?: true;
  readonly help: string;
}

export type Fields = Readonly<Record<string, Field>>;

const PROVIDERS = ['aws', 'azure', 'gcp', 'other'] as const;

/** Ways to name a thing; each that is given becomes a key. The most lasting comes first. */
const KEYS: Fields = {
  arn: { sort: 'text', help: 'Amazon Resource Name' },
  cloudId: {
    sort: 'text',
    help: 'id that is unique in its cloud: i-0123…, an Azure resource id; see provider',
  },
  repository: { sort: 'text', help: 'address of a repository, in any spelling' },
  image: { sort: 'text', help: 'reference or digest of an image' },
  host: { sort: 'text', help: 'host name or address' },
  service: { sort: 'text', help: 'name by which people know a service' },
  signIn: { sort: 'text', help: 'e-mail address or sign-in name' },
  key: { sort: 'text', help: 'anything else that is unique in the tool' },
  account: { sort: 'text', help: 'id of a cloud account, subscription or project; see provider' },
  provider: { sort: PROVIDERS, help: 'whose id and account these are; aws where absent' },
};

/** A thing that a record is about. */
const ABOUT: Fields = {
  ...KEYS,
  resourceType: { sort: 'resource-type', help: 'what sort of thing; told from its key where absent' },
  resourceName: { sort: 'text', help: 'its name for people' },
};

const ASPECT: Field = { sort: ASPECTS, required: true, help: 'the aspect that it is about' };
const TITLE: Field = { sort: 'sentence', help: 'for people' };
const AT: Field = { sort: 'instant', help: 'when; the import’s time where absent' };
const SEVERITY: Field = { sort: 'severity', help: 'the tool’s word, or a score from 0 to 10' };
const REFERENCE: Field = { sort: 'text', help: 'where to look it up: an id or a page' };
const OWNER: Field = { sort: 'text', help: 'who answers for it' };

/** The fields that each kind of record can have. The JSON Schema and the pages are written from this. */
export const FIELDS: Readonly<Record<RecordKind, Fields>> = {
  practice: {
    aspect: ASPECT,
    output: { sort: OUTPUTS, help: 'what it produced; test where absent' },
    at: AT,
    automation: { sort: AUTOMATIONS, help: 'at most this; the origin decides' },
    declared: { sort: 'flag', help: 'only configured or planned' },
    restored: { sort: 'flag', help: 'a backup was restored' },
    reference: REFERENCE,
    note: { sort: 'text', help: 'a few words' },
    ...ABOUT,
  },
  resource: {
    type: {
      sort: 'resource-type',
      required: true,
      help: `one of ${RESOURCE_TYPES.join(', ')}, or the tool’s word`,
    },
    name: { sort: 'text', help: 'its name for people' },
    ...KEYS,
    at: AT,
    region: { sort: 'text', help: 'where it stands' },
    owner: OWNER,
    public: { sort: 'flag', help: 'reachable from the internet' },
    pii: { sort: 'flag', help: 'holds personal data' },
    reaches: { sort: 'aspects', help: 'aspects whose evidence this mention is, e.g. telemetry' },
  },
  result: {
    aspect: ASPECT,
    rule: { sort: 'text', required: true, help: 'id of what was tested; a CVE where it has one' },
    title: TITLE,
    status: { sort: 'status', required: true, help: 'pass, fail, skipped or error, or the tool’s word' },
    severity: SEVERITY,
    declared: { sort: 'flag', help: 'read from what is configured, not seen to work' },
    location: { sort: 'text', help: 'path, package or setting inside the thing; no line number' },
    fingerprint: { sort: 'text', help: 'the tool’s own stable id of the finding' },
    at: AT,
    message: { sort: 'sentence', help: 'never map a column that may quote a secret' },
    ...ABOUT,
  },
  cost: {
    amount: { sort: 'number', required: true, help: 'credits are negative' },
    currency: { sort: 'currency', required: true, help: 'ISO 4217, e.g. EUR' },
    from: { sort: 'instant', required: true, help: 'first instant of the period' },
    until: { sort: 'instant', help: 'end of the period; or give `period`' },
    period: {
      sort: ['day', 'month'],
      help: 'how long it lasts, where `until` is absent; a day where both are',
    },
    serviceName: { sort: 'text', help: 'what was paid for' },
    owner: OWNER,
    ...ABOUT,
  },
  identity: {
    signIn: { sort: 'text', required: true, help: 'e-mail address or sign-in name' },
    name: { sort: 'text', help: 'for people' },
    type: { sort: ['person', 'machine'], help: 'person where absent' },
    central: { sort: 'flag', help: 'known to the central directory; false where absent' },
    active: { sort: 'flag', help: 'true where absent' },
    admin: { sort: 'flag', help: 'may change who may do what' },
    mfa: { sort: 'flag', help: 'has a second factor' },
    created: { sort: 'instant', help: 'when it was made' },
    lastUsed: { sort: 'instant', help: 'last sign-in' },
    credentialChanged: { sort: 'instant', help: 'when its oldest credential was last changed' },
    arn: { sort: 'text', help: 'Amazon Resource Name' },
    key: { sort: 'text', help: 'the tool’s own id' },
    account: { sort: 'text', help: 'the account that holds it' },
    provider: { sort: PROVIDERS, help: 'whose account; aws where absent' },
    at: AT,
  },
  component: {
    name: { sort: 'text', required: true, help: 'name of the software' },
    version: { sort: 'text', help: 'its version' },
    purl: { sort: 'text', help: 'package URL' },
    licence: { sort: 'text', help: 'SPDX id' },
    ...ABOUT,
  },
  event: {
    type: {
      sort: ['failed-run', 'deployment', 'alert', 'incident', 'access', 'change'],
      required: true,
      help: 'what happened',
    },
    aspect: ASPECT,
    title: { sort: 'sentence', required: true, help: 'for people' },
    at: AT,
    severity: SEVERITY,
    reference: REFERENCE,
    ...ABOUT,
  },
  rule: {
    type: {
      sort: ['alert', 'route', 'recording', 'schedule', 'scaling', 'backup', 'log-source'],
      required: true,
      help: 'what waits to act',
    },
    id: { sort: 'text', required: true, help: 'the tool’s id' },
    title: TITLE,
    severity: SEVERITY,
    enabled: { sort: 'flag', help: 'true where absent' },
    playbook: { sort: 'text', help: 'the playbook that it names; without its query' },
    ...ABOUT,
  },
  plan: {
    type: {
      sort: ['playbook', 'remediation', 'threat', 'threat-model'],
      required: true,
      help: 'what sort of plan',
    },
    id: { sort: 'text', required: true, help: 'the tool’s id' },
    title: { sort: 'sentence', required: true, help: 'for people' },
    answers: {
      sort: 'text',
      help: 'what it answers, separated by commas: threats, alert rules, kinds of finding',
    },
    automated: { sort: 'share', help: 'share of its steps that a machine carries out, 0 to 1' },
    steps: { sort: 'number', help: 'how many steps it has' },
    settled: { sort: 'flag', help: 'a threat that is mitigated or accepted' },
    severity: SEVERITY,
    owner: OWNER,
    updated: { sort: 'instant', help: 'when people last worked on it' },
    ...ABOUT,
  },
};
