// Renders the chart without Helm: its templates keep to the few constructs below, and anything else is a fault.

import { parseAllDocuments } from 'yaml';

const IF = /^\{\{- if (\.Values(?:\.\w+)+) \}\}$/;
const END = /^\{\{- end \}\}$/;
const YAML = /^(?<before>.*: )\{\{- toYaml (?<path>\.Values(?:\.\w+)+) \| nindent (?<indent>\d+) \}\}$/;
const VALUE = /\{\{ (\.Values(?:\.\w+)+|\.Release\.Name)( \| quote)? \}\}/g;

/** The objects of a template, with these values. @throws Error for what Helm might read otherwise */
export function rendered(template, values) {
  const lines = [];
  const shown = [true];
  for (const line of template.split('\n')) {
    const text = line.trim();
    const condition = IF.exec(text);
    if (condition) {
      shown.push(shown.at(-1) && Boolean(valueAt(condition[1], values)));
      continue;
    }
    if (END.test(text)) {
      shown.pop();
      continue;
    }
    if (shown.at(-1)) lines.push(...filled(line, values));
  }
  if (shown.length !== 1) throw new Error('an if without its end');
  const documents = parseAllDocuments(lines.join('\n'));
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw new Error(error.message);
  return documents.map((document) => document.toJS()).filter((object) => object !== null);
}

function filled(line, values) {
  const whole = YAML.exec(line);
  if (whole) {
    // JSON is YAML, and has no indentation to get wrong.
    if (Number(whole.groups.indent) <= line.search(/\S/)) throw new Error('toYaml is indented too little');
    return [`${whole.groups.before}${JSON.stringify(valueAt(whole.groups.path, values))}`];
  }
  const text = line.replace(VALUE, (_, path, quote) => {
    const value = path === '.Release.Name' ? 'release' : valueAt(path, values);
    if (typeof value === 'object') throw new Error(`${path} is not one value`);
    return quote ? JSON.stringify(String(value)) : String(value);
  });
  if (/\{\{|\}\}/.test(text)) throw new Error(`this is not checked: ${line.trim()}`);
  return [text];
}

function valueAt(path, values) {
  let value = values;
  for (const name of path.split('.').slice(2)) {
    if (typeof value !== 'object' || value === null || !(name in value))
      throw new Error(`values.yaml has no ${path}`);
    value = value[name];
  }
  return value;
}

/** What a cluster should refuse of an object, in words. */
export function wrongObject(object) {
  const { kind, spec } = object;
  if (!object.apiVersion || !kind || !object.metadata?.name) return ['it is no object of Kubernetes'];
  const selects = { 'app.kubernetes.io/name': 'assay', 'app.kubernetes.io/instance': 'release' };
  const same = (labels) => Object.entries(selects).every(([name, value]) => labels?.[name] === value);
  switch (kind) {
    case 'Deployment':
      return [
        ...(same(spec.selector.matchLabels) && same(spec.template.metadata.labels)
          ? []
          : ['it does not select its pods']),
        ...(spec.replicas >= 2 ? [] : ['there is one server only']),
        ...(spec.strategy?.rollingUpdate?.maxUnavailable === 0 ? [] : ['an upgrade stops servers first']),
        ...wrongPod(spec.template.spec),
      ];
    case 'Service':
      return [
        ...(same(spec.selector) ? [] : ['it does not select the pods']),
        ...(spec.type === 'ClusterIP' ? [] : ['it is open to the network']),
      ];
    case 'PodDisruptionBudget':
      return same(spec.selector.matchLabels) && spec.minAvailable >= 1 ? [] : ['it keeps no server'];
    case 'NetworkPolicy':
      return [
        ...(same(spec.podSelector.matchLabels) ? [] : ['it does not select the pods']),
        ...(['Ingress', 'Egress'].every((each) => spec.policyTypes.includes(each))
          ? []
          : ['it lets all through']),
        ...(spec.egress.every(({ ports }) => ports?.length > 0)
          ? []
          : ['every port of others can be reached']),
        ...(spec.egress
          .flatMap(({ to = [] }) => to)
          .every(({ ipBlock }) => ipBlock.cidr !== '0.0.0.0/0' || ipBlock.except?.includes('169.254.0.0/16'))
          ? []
          : ['the metadata of a cloud can be reached']),
      ];
    case 'Ingress':
      return spec.tls?.[0]?.secretName ? [] : ['it has no TLS'];
    case 'ConfigMap':
      return typeof object.data['assay.yaml'] === 'string' ? [] : ['it has no settings'];
    default:
      return [`${kind} is not checked`];
  }
}

function wrongPod({ securityContext, automountServiceAccountToken, containers, volumes }) {
  const mounted = new Set(volumes.map(({ name }) => name));
  return [
    ...(securityContext?.runAsNonRoot === true && securityContext.runAsUser > 0
      ? []
      : ['pods may run as root']),
    ...(securityContext?.seccompProfile?.type === 'RuntimeDefault' ? [] : ['pods may make any system call']),
    ...(automountServiceAccountToken === false ? [] : ['pods get a token of the cluster']),
    ...containers.flatMap(
      ({ image, securityContext: own, resources, env = [], volumeMounts = [], ...more }) => [
        ...(/^[^:]+(:\d+\/[^:]+)?:[\w.-]+$/.test(image) && !image.endsWith(':latest')
          ? []
          : ['no fixed image']),
        ...(own?.readOnlyRootFilesystem === true ? [] : ['pods can write to their root']),
        ...(own?.allowPrivilegeEscalation === false ? [] : ['pods can gain privileges']),
        ...(own?.capabilities?.drop?.includes('ALL') ? [] : ['pods keep capabilities']),
        ...(more.livenessProbe?.httpGet?.path === '/healthz' ? [] : ['no probe of liveness']),
        ...(more.readinessProbe?.httpGet?.path === '/readyz' ? [] : ['no probe of readiness']),
        ...(more.startupProbe ? [] : ['no probe of the start']),
        ...(resources?.limits?.memory ? [] : ['pods may take all memory']),
        ...(volumeMounts.every(({ name }) => mounted.has(name))
          ? []
          : ['a volume is mounted that is not there']),
        ...env.flatMap(({ name }) =>
          /^(DATABASE_URL|ASSAY_KEY|ASSAY_TOKEN)$/.test(name) ? [`${name} is in the environment`] : [],
        ),
      ],
    ),
  ];
}
