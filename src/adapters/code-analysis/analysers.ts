import {
  asArray,
  asBoolean,
  asNumber,
  asObject,
  asString,
  type Members,
  member,
} from '../../formats/schema.ts';
import type { ResultStatus } from '../../records/record.ts';
import type { AspectId, Severity } from '../../records/words.ts';
import { has, type Product } from '../shared/products.ts';
import type { ScanReport } from '../shared/scan-report.ts';

/** One weakness that an analysis found. */
export interface Weakness {
  rule: string;
  title?: string | undefined;
  file: string;
  /** The tool's own word. */
  severity?: string | undefined;
  /** What it means where the word alone does not say it. */
  usual?: Severity | undefined;
  status?: ResultStatus;
  message?: string | undefined;
  fingerprint?: string | undefined;
  /** A password or key: nothing but the place is kept. */
  secret?: boolean;
}

/** A tool that analyses code without running it. */
export interface Analyser extends Product, ScanReport {
  /** What its results speak of. */
  readonly aspect: AspectId;
  /** It reads code of infrastructure: results are declared. */
  readonly ofInfrastructure?: boolean;
  /** What a row says; undefined where it is none. */
  weaknesses(row: Members): Weakness[] | undefined;
}

/** The one weakness of a row; none where its rule or its file is not named. */
function one(
  rule: unknown,
  file: unknown,
  rest: (rule: string, file: string) => Partial<Weakness>,
): Weakness[] | undefined {
  const [id, path] = [asString(rule), asString(file)];
  return id && path ? [{ rule: id, file: path, ...rest(id, path) }] : undefined;
}

/** Semgrep, "JSON and SARIF fields"; `fingerprint` says `requires login` where nobody is signed in. */
const semgrep: Analyser = {
  name: 'Semgrep',
  aspect: 'cicd',
  wrappers: ['results'],
  version: '/version',
  expects: 'a result with a check_id and a path',
  knows: (row) => has(row, 'check_id', 'path', 'extra'),
  knowsEmpty: (answer) => has(answer, 'results', 'errors', 'paths') && !has(answer, 'metrics'),
  weaknesses: (row) =>
    one(row.check_id, row.path, (rule) => {
      const secret = /\bsecrets?\b|hardcoded|hard-coded/.test(rule);
      const print = asString(member(row.extra, 'fingerprint'));
      return {
        secret,
        severity: asString(member(row.extra, 'severity')),
        ...(asBoolean(member(row.extra, 'is_ignored')) && { status: 'skipped' }),
        ...(!secret && { message: asString(member(row.extra, 'message')) }),
        ...(print && print !== 'requires login' && { fingerprint: print }),
      };
    }),
};

/** Bandit, "Formatters: json". The text of B105 to B107 quotes the password. */
const bandit: Analyser = {
  name: 'Bandit',
  aspect: 'cicd',
  wrappers: ['results'],
  at: '/generated_at',
  expects: 'a result with a test_id and a filename',
  knows: (row) => has(row, 'test_id', 'issue_severity', 'filename'),
  // Metrics of every file stand before the results.
  knowsEmpty: (answer) => has(answer, 'errors', 'generated_at', 'metrics'),
  weaknesses: (row) =>
    one(row.test_id, row.filename, (rule) => {
      const secret = /^B10[567]$/.test(rule);
      return {
        secret,
        title: asString(row.test_name),
        severity: asString(row.issue_severity),
        ...(!secret && { message: asString(row.issue_text) }),
      };
    }),
};

/** gosec, "Output formats". */
const gosec: Analyser = {
  name: 'gosec',
  aspect: 'cicd',
  wrappers: ['Issues'],
  version: '/GosecVersion',
  expects: 'an issue with a rule_id and a file',
  knows: (row) => has(row, 'rule_id', 'details', 'file', 'confidence'),
  knowsEmpty: (answer) => has(answer, 'Golang errors', 'Stats'),
  weaknesses: (row) =>
    one(row.rule_id, row.file, (rule) => ({
      secret: rule === 'G101',
      title: asString(row.details),
      severity: asString(row.severity),
      ...(asBoolean(row.nosec) && { status: 'skipped' }),
    })),
};

/** ESLint, "Formatters: json": one row a file, also where nothing was found in it. */
const eslint: Analyser = {
  name: 'ESLint',
  aspect: 'cicd',
  wrappers: [],
  expects: 'a file with a filePath and messages',
  knows: (row) => has(row, 'filePath', 'messages', 'errorCount'),
  weaknesses(row) {
    const file = asString(row.filePath);
    if (!file || !Array.isArray(row.messages)) return undefined;
    return asArray(row.messages).flatMap((each) => {
      const message = asObject(each);
      // Without a rule it is the parser that could not read the file.
      const rule = asString(message?.ruleId);
      if (!message || !rule) return [];
      const error = asNumber(message.severity) === 2;
      return [
        {
          rule,
          file,
          // `error` and `warn` say how the rule is set, not how grave it is.
          usual: error ? ('medium' as const) : ('low' as const),
          secret: /secret/i.test(rule),
          ...(!/secret/i.test(rule) && { message: asString(message.message) }),
        },
      ];
    });
  },
};

const SONAR: Readonly<Record<string, Severity>> = {
  BLOCKER: 'critical',
  CRITICAL: 'high',
  MAJOR: 'medium',
  MINOR: 'low',
  INFO: 'info',
};

/** SonarQube Web API, `api/issues/search`. */
const sonarqube: Analyser = {
  name: 'SonarQube',
  aspect: 'cicd',
  wrappers: ['issues'],
  paged: true,
  expects: 'an issue with a rule and a component',
  knows: (row) => has(row, 'key', 'rule', 'component', 'project'),
  knowsEmpty: (answer) => has(answer, 'issues', 'paging', 'components'),
  weaknesses: (row) =>
    one(row.rule, row.component, (rule, component) => {
      const fingerprint = asString(row.key);
      const secret = rule.startsWith('secrets:');
      return {
        // `project:path`, and the project alone for what is about the whole of it.
        file: component.slice(component.indexOf(':') + 1),
        // Its words have ranks of their own: BLOCKER is above CRITICAL.
        usual: SONAR[asString(row.severity) ?? ''],
        status: sonarStatus(asString(row.status), asString(row.resolution)),
        secret,
        ...(!secret && { message: asString(row.message) }),
        ...(fingerprint && { fingerprint }),
      };
    }),
};

function sonarStatus(status: string | undefined, resolution: string | undefined): ResultStatus {
  if (status === 'ACCEPTED' || status === 'FALSE_POSITIVE') return 'skipped';
  if (resolution === 'WONTFIX' || resolution === 'FALSE-POSITIVE') return 'skipped';
  return status === 'FIXED' || status === 'RESOLVED' || status === 'CLOSED' ? 'pass' : 'fail';
}

/** tfsec, "Output formats"; `status` 0 failed, 1 passed, 2 ignored. */
const tfsec: Analyser = {
  name: 'tfsec',
  aspect: 'configuration',
  ofInfrastructure: true,
  wrappers: ['results'],
  expects: 'a result with a rule_id and a location',
  knows: (row) => has(row, 'rule_id', 'long_id', 'location'),
  weaknesses: (row) =>
    one(row.rule_id, member(row.location, 'filename'), (_rule, file) => {
      const resource = asString(row.resource);
      return {
        ...(resource && { file: `${file} ${resource}` }),
        title: asString(row.rule_description),
        severity: asString(row.severity),
        status: (['fail', 'pass', 'skipped'] as const)[asNumber(row.status) ?? 0] ?? 'fail',
      };
    }),
};

/** TFLint, "Output formats: json". */
const tflint: Analyser = {
  name: 'TFLint',
  aspect: 'configuration',
  ofInfrastructure: true,
  wrappers: ['issues'],
  expects: 'an issue with a rule and a range',
  knows: (row) => has(row, 'rule', 'range', 'callers'),
  knowsEmpty: (answer) => has(answer, 'issues', 'errors') && Object.keys(answer).length === 2,
  weaknesses: (row) =>
    one(member(row.rule, 'name'), member(row.range, 'filename'), () => ({
      severity: asString(member(row.rule, 'severity')),
      message: asString(row.message),
    })),
};

/** Hadolint, `--format json`. */
const hadolint: Analyser = {
  name: 'Hadolint',
  aspect: 'configuration',
  ofInfrastructure: true,
  wrappers: [],
  expects: 'a finding with a code and a file',
  knows: (row) =>
    has(row, 'code', 'file', 'level', 'line', 'message') && /^(DL|SC)\d{4}$/.test(String(row.code)),
  weaknesses: (row) =>
    one(row.code, row.file, () => ({ severity: asString(row.level), message: asString(row.message) })),
};

export const ANALYSERS: readonly Analyser[] = [
  semgrep,
  bandit,
  gosec,
  eslint,
  sonarqube,
  tfsec,
  tflint,
  hadolint,
];
