// Checks what Assay is deployed and integrated with, and proves that the checks can fail: each planted fault must be found.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { rendered, wrongObject } from './deploy/helm.mjs';
import { wrongValues } from './deploy/schema.mjs';
import { root } from './prepare.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');

/** YAML documents of a text. */
function documents(text) {
  const all = parseAllDocuments(text);
  const [error] = all.flatMap(({ errors }) => errors);
  if (error) throw new Error(error.message);
  return all.map((each) => each.toJS());
}

const CHART = 'deploy/helm/assay';
const SCHEMA = JSON.parse(read(`${CHART}/values.schema.json`));
const [VALUES] = documents(read(`${CHART}/values.yaml`));
/** As they come, and with everything on. */
const SETS = [VALUES, { ...VALUES, config: 'log: info', ingress: { ...VALUES.ingress, enabled: true } }];

function wrongTemplate(text) {
  const objects = SETS.flatMap((values) => rendered(text, values));
  return objects.length === 0 ? ['it makes nothing'] : objects.flatMap(wrongObject);
}

function wrongChartValues(text) {
  return wrongValues(documents(text)[0], SCHEMA);
}

function wrongCompose(text) {
  const [compose] = documents(text);
  return Object.entries(compose.services).flatMap(([name, service]) => [
    ...(service.read_only === true ? [] : [`${name} can write to its root`]),
    ...(service.cap_drop?.includes('ALL') ? [] : [`${name} keeps capabilities`]),
    ...(service.security_opt?.includes('no-new-privileges:true') ? [] : [`${name} can gain privileges`]),
    ...(service.user && service.user !== 'root' ? [] : [`${name} runs as root`]),
    ...(service.healthcheck ? [] : [`${name} has no health check`]),
    ...(/:[\w.-]+$/.test(service.image) && !service.image.endsWith(':latest')
      ? []
      : [`${name} has no fixed image`]),
    ...(service.ports ?? []).flatMap((port) =>
      String(port).startsWith('127.0.0.1:') ? [] : [`${name} is open to all`],
    ),
    ...Object.keys(service.environment ?? {}).flatMap((each) =>
      /PASSWORD$|TOKEN$|^DATABASE_URL$|^ASSAY_KEY$/.test(each)
        ? [`${name} has a secret in its environment`]
        : [],
    ),
  ]);
}

function wrongDockerfile(text) {
  const stages = text.split(/^FROM /m).slice(1);
  const last = stages.at(-1) ?? '';
  return [
    ...stages.flatMap((stage) =>
      /^\S+:[\w.-]+/.test(stage) && !/^\S+:latest/.test(stage) ? [] : ['a stage has no fixed image'],
    ),
    ...(/^USER (?!root|0)\S+/m.test(last) ? [] : ['it runs as root']),
    ...(/^HEALTHCHECK /m.test(last) ? [] : ['it has no health check']),
    ...(/^ENTRYPOINT \[/m.test(last) ? [] : ['a shell starts it']),
    ...(/^(ENV|ARG) .*(SECRET|PASSWORD|TOKEN)/m.test(text) ? ['a secret is built in'] : []),
    ...(/^ADD /m.test(text) ? ['ADD fetches or unpacks'] : []),
    ...(/(curl|wget)\b/.test(text) ? ['it fetches what nobody checks'] : []),
    ...(/apt-get install(?!.*--no-install-recommends)/.test(text)
      ? ['it installs what nobody asked for']
      : []),
    ...(/apt-get install(?!.*rm -rf \/var\/lib\/apt\/lists)/.test(text)
      ? ['it keeps lists of packages']
      : []),
    ...(/^COPY (?!--from=)/m.test(last) ? ['what runs is not what was built'] : []),
    ...(/npm (install|i)\b/.test(text) ? ['it does not keep to the lock file'] : []),
  ];
}

const HARDENED = [
  'DynamicUser=yes',
  'ProtectSystem=strict',
  'NoNewPrivileges=yes',
  'PrivateTmp=yes',
  'CapabilityBoundingSet=',
];
function wrongUnit(text) {
  const lines = text.split('\n');
  return HARDENED.flatMap((line) => (lines.includes(line) ? [] : [`${line} is missing`]));
}

/** Expressions of GitHub and Azure, and inputs of GitLab: text that comes from outside. */
const OUTSIDE = /\$\{\{[^{}]*\}\}|\$\[\[[^[\]]*\]\]/g;
const SCRIPTS = new Set(['run', 'bash', 'script', 'command']);

/** Text that comes from outside must not become part of a script, nor a secret part of a file. */
function wrongPipeline(text) {
  const scripts = documents(text.replace(OUTSIDE, 'OUTSIDE')).flatMap(scriptsIn);
  return [
    ...(scripts.length === 0 ? ['it runs nothing'] : []),
    ...(scripts.some((script) => script.includes('OUTSIDE')) ? ['an input is pasted into a script'] : []),
    ...scripts
      .flatMap((script) => script.split('\n'))
      .filter((line) => line.includes('import ') && !line.includes(' -- ', line.indexOf('import ')))
      .map(() => 'a file could be taken for an option'),
    ...(/assay_[a-z2-7]{16}_/.test(text) ? ['a token is in it'] : []),
  ];
}

function scriptsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    SCRIPTS.has(name) && typeof each !== 'object'
      ? [String(each)]
      : SCRIPTS.has(name) && Array.isArray(each)
        ? each.map(String)
        : scriptsIn(each),
  );
}

function wrongJenkinsfile(text) {
  const bare = text.replace(/'[^'\n]*'|\/\/.*$/gm, '');
  const open = bare.split('{').length - bare.split('}').length;
  return [
    ...(open === 0 ? [] : ['its braces do not match']),
    ...(/withCredentials/.test(text) && !/ASSAY_TOKEN\s*=/.test(text) ? [] : ['a token is no credential']),
    ...(/sh "/.test(text) ? ['Groovy pastes into a script'] : []),
  ];
}

function parses(text) {
  documents(text);
  return [];
}

const CHECKS = [
  [
    'deploy/compose.yaml',
    wrongCompose,
    ['read_only: true', 'read_only: false'],
    ["'127.0.0.1:4747:4747'", "'4747:4747'"],
  ],
  [
    `${CHART}/templates/deployment.yaml`,
    wrongTemplate,
    ['runAsNonRoot: true', 'runAsNonRoot: false'],
    ['readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false'],
    ['automountServiceAccountToken: false', 'automountServiceAccountToken: true'],
    ['readinessProbe', 'otherProbe'],
    ['path: /readyz', 'path: /healthz'],
    [':{{ .Values.image.tag }}', ':latest'],
    ['.Values.secretName', '.Values.secretNam'],
    ['{{- if .Values.config }}', '{{- with .Values.config }}'],
    ['DATABASE_URL_FILE', 'DATABASE_URL'],
    ['{ name: tmp, mountPath: /tmp }', '{ name: temp, mountPath: /tmp }'],
  ],
  [`${CHART}/templates/service.yaml`, wrongTemplate, ['ClusterIP', 'LoadBalancer']],
  [`${CHART}/templates/config.yaml`, wrongTemplate, ['assay.yaml', 'other.yaml']],
  [`${CHART}/templates/disruption.yaml`, wrongTemplate, ['minAvailable: 1', 'minAvailable: 0']],
  [`${CHART}/templates/ingress.yaml`, wrongTemplate, ['tls:', 'other:']],
  [
    `${CHART}/templates/network.yaml`,
    wrongTemplate,
    ['"169.254.0.0/16"', '"10.0.0.0/16"'],
    ['["Ingress", "Egress"]', '["Ingress"]'],
  ],
  [
    `${CHART}/values.yaml`,
    wrongChartValues,
    ['url: https:', 'url: http:'],
    ['tag: 0.1.0', 'tag: latest'],
    ['replicas: 2', 'replicas: 1'],
    ['pullPolicy', 'pulPolicy'],
    ['databasePort: 5432', 'databasePort: 0'],
  ],
  [
    'Dockerfile',
    wrongDockerfile,
    ['USER node', 'USER root'],
    ['HEALTHCHECK ', '# '],
    [':20.20-bookworm-slim AS', ':latest AS'],
    [' --no-install-recommends', ''],
    ['COPY --from=build --chown=root:root /build/dist', 'COPY dist'],
    ['ENTRYPOINT ["node", "/assay/dist/cli.js"]', 'ENTRYPOINT node x'],
  ],
  ['deploy/systemd/assay.service', wrongUnit, ['DynamicUser=yes', 'User=root']],
  [
    'integrations/github/action.yml',
    wrongPipeline,
    ['"$SYSTEM" ', '$'.concat('{{ inputs.system }} ')],
    ['} -- "$', '} "$'],
  ],
  ['integrations/gitlab/templates/assay.yml', wrongPipeline, ['-- $FILES', '-- $[[ inputs.files ]]']],
  ['integrations/azure/assay.yml', wrongPipeline, ['"$SYSTEM" ', '$'.concat('{{ parameters.system }} ')]],
  ['integrations/circleci/config.yml', wrongPipeline, ['payments -- junit.xml', 'payments junit.xml']],
  [
    'integrations/jenkins/Jenkinsfile',
    wrongJenkinsfile,
    ["sh 'assay", 'sh "assay'],
    ['withCredentials(', 'with('],
    ['  }\n}', '  }'],
  ],
  [`${CHART}/Chart.yaml`, parses],
];

function finds(check, text) {
  try {
    return check(text).length > 0;
  } catch {
    return true;
  }
}

let wrong = 0;
let planted = 0;
const say = (text) => {
  wrong += 1;
  console.error(text);
};
for (const [path, check, ...faults] of CHECKS) {
  const text = read(path);
  try {
    for (const each of check(text)) say(`${path}: ${each}`);
  } catch (error) {
    say(`${path}: ${error.message}`);
  }
  for (const [right, fault] of faults) {
    planted += 1;
    if (!text.includes(right)) say(`${path}: "${right}" is not there to be changed`);
    else if (!finds(check, text.replace(right, fault))) say(`${path}: planted and not found: ${fault}`);
  }
}
for (const name of readdirSync(join(root, 'deploy/helm/assay/templates')))
  if (!CHECKS.some(([path]) => path.endsWith(`/${name}`))) say(`${name} is not checked`);
if (existsSync('/usr/bin/systemd-analyze')) verifyUnit();

/** What systemd itself says of the unit; its command is not installed here, so that another stands in for it. */
function verifyUnit() {
  const folder = mkdtempSync(join(tmpdir(), 'assay-unit-'));
  const unit = read('deploy/systemd/assay.service').replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true');
  const verdict = (text) => {
    writeFileSync(join(folder, 'assay.service'), text);
    const done = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, 'assay.service')], {
      encoding: 'utf8',
    });
    // Units of the machine itself are none of our business.
    return `${done.stderr}`
      .split('\n')
      .filter((line) => line.includes(`${folder}/`) || /^assay\.service/.test(line));
  };
  try {
    for (const line of verdict(unit)) say(`assay.service: ${line.replace(folder, '')}`);
    planted += 1;
    if (verdict(unit.replace('ProtectSystem=strict', 'ProtectSystem=sternly')).length === 0)
      say('assay.service: planted and not found by systemd: ProtectSystem=sternly');
    const words = ['security', '--offline=true', '--threshold=40', join(folder, 'assay.service')];
    writeFileSync(join(folder, 'assay.service'), unit);
    const done = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
    if (done.status !== 0 && !/Unknown|unrecognized/.test(done.stderr))
      say(`assay.service: ${done.stderr || done.stdout.split('\n').at(-2)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
if (wrong > 0) process.exit(1);
console.log(
  `${CHECKS.length} files for deployment and integration, ${planted} planted faults found, none else`,
);
