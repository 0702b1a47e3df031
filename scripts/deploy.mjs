// Checks what Assay is deployed and integrated with, and proves that the checks can fail: each planted fault must be found.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { root } from './prepare.mjs';

const read = (path) => readFileSync(join(root, path), 'utf8');

/** YAML documents of a text, templates of Helm replaced by what they stand for. */
function documents(text) {
  const plain = text
    .split('\n')
    .filter((line) => !/^\s*\{\{-? (if|end)\b/.test(line))
    .map((line) =>
      line
        .replace(/: \{\{- toYaml .*\}\}$/, ': {}')
        .replace(/"?\{\{[^}]*\}\}(:\{\{[^}]*\}\})?(-config)?"?/g, 'x'),
    )
    .join('\n');
  const all = parseAllDocuments(plain);
  const errors = all.flatMap((each) => each.errors.map(({ message }) => message));
  if (errors.length > 0) throw new Error(errors[0]);
  return all.map((each) => each.toJS());
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

function wrongDeployment(text) {
  const [deployment] = documents(text);
  const { spec } = deployment.spec.template;
  const [container] = spec.containers;
  return [
    ...(spec.securityContext?.runAsNonRoot === true ? [] : ['pods may run as root']),
    ...(spec.automountServiceAccountToken === false ? [] : ['pods get a token of the cluster']),
    ...(container.securityContext?.readOnlyRootFilesystem === true ? [] : ['pods can write to their root']),
    ...(container.securityContext?.allowPrivilegeEscalation === false ? [] : ['pods can gain privileges']),
    ...(container.securityContext?.capabilities?.drop?.includes('ALL') ? [] : ['pods keep capabilities']),
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
      container[probe] ? [] : [`no ${probe}`],
    ),
    ...(container.resources === undefined ? ['pods have no resources'] : []),
  ];
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

/** Text that comes from outside must not become part of a script. */
function wrongAction(text) {
  const [action] = documents(text.replace(/\$\{\{[^}]*\}\}/g, 'EXPRESSION'));
  return (action.runs?.steps ?? []).flatMap((step) =>
    String(step.run).includes('EXPRESSION') ? ['an input is pasted into a script'] : [],
  );
}

function parses(text) {
  documents(text.replace(/\$\{\{[^}]*\}\}/g, 'x').replace(/\$\[\[[^\]]*\]\]/g, 'x'));
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
    'deploy/helm/assay/templates/deployment.yaml',
    wrongDeployment,
    ['runAsNonRoot: true', 'runAsNonRoot: false'],
    ['readinessProbe', 'otherProbe'],
  ],
  [
    'Dockerfile',
    wrongDockerfile,
    ['USER node', 'USER root'],
    ['ENTRYPOINT ["node", "/assay/dist/cli.js"]', 'ENTRYPOINT node x'],
  ],
  ['deploy/systemd/assay.service', wrongUnit, ['DynamicUser=yes', 'User=root']],
  ['integrations/github/action.yml', wrongAction, ['$SYSTEM"', '$'.concat('{{ inputs.system }}"')]],
  ...['service', 'config', 'disruption', 'network', 'ingress'].map((name) => [
    `deploy/helm/assay/templates/${name}.yaml`,
    parses,
  ]),
  ...['deploy/helm/assay/values.yaml', 'deploy/helm/assay/Chart.yaml'].map((path) => [path, parses]),
  ...[
    'integrations/gitlab/templates/assay.yml',
    'integrations/circleci/config.yml',
    'integrations/azure/assay.yml',
  ].map((path) => [path, parses]),
];

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
    else if (check(text.replace(right, fault)).length === 0) say(`${path}: planted and not found: ${fault}`);
  }
}
JSON.parse(read('deploy/helm/assay/values.schema.json'));
for (const name of readdirSync(join(root, 'deploy/helm/assay/templates')))
  if (!CHECKS.some(([path]) => path.endsWith(`/${name}`))) say(`${name} is not checked`);
if (existsSync('/usr/bin/systemd-analyze')) {
  const done = spawnSync(
    'systemd-analyze',
    ['security', '--offline=true', '--threshold=40', join(root, 'deploy/systemd/assay.service')],
    { encoding: 'utf8' },
  );
  if (done.status !== 0 && !/Unknown|unrecognized/.test(done.stderr))
    say(`assay.service: ${done.stderr || done.stdout.split('\n').at(-2)}`);
}
if (wrong > 0) process.exit(1);
console.log(
  `${CHECKS.length} files for deployment and integration, ${planted} planted faults found, none else`,
);
