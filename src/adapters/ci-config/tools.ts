import type { AspectId } from '../../records/words.ts';
import type { Pipeline } from './pipeline.ts';

/** A tool that a pipeline can run: where a step runs it, its aspect's practice is declared. */
interface Tool {
  name: string;
  aspect: AspectId;
  /** Matches a command in a shell text. */
  command?: RegExp;
  /** Matches the name of an action, orb, task, template or image. */
  uses?: RegExp;
}

/** A command at its place in a shell text: at the start, or after what can stand before one. */
function command(words: string): RegExp {
  return new RegExp(`(^|[\\s;&|(\`"'=/@])(${words})(?=$|[\\s;&|)\`"':@])`, 'm');
}

const TOOLS: readonly Tool[] = [
  { name: 'Infracost', aspect: 'cost', command: command('infracost (breakdown|diff)'), uses: /infracost/i },
  {
    name: 'Trivy',
    aspect: 'configuration',
    command: command('trivy (config|conf|k8s|kubernetes|aws)\\b.*'),
  },
  {
    name: 'Trivy',
    aspect: 'patch',
    command: command('trivy (.*\\s)?(image|i|fs|filesystem|rootfs|repo|repository|sbom|vm)'),
    uses: /(^|[/_-])trivy(-action)?(@|:|$)/i,
  },
  {
    name: 'Grype',
    aspect: 'patch',
    command: command('grype'),
    uses: /anchore\/(scan-action|grype)|\bgrype\b/i,
  },
  { name: 'OSV-Scanner', aspect: 'patch', command: command('osv-scanner'), uses: /osv-scanner/i },
  { name: 'npm audit', aspect: 'patch', command: command('(npm|pnpm|yarn( npm)?) audit') },
  { name: 'pip-audit', aspect: 'patch', command: command('pip-audit'), uses: /pip-audit/i },
  {
    name: 'cargo audit',
    aspect: 'patch',
    command: command('cargo (audit|deny)'),
    uses: /cargo-(audit|deny)/i,
  },
  { name: 'govulncheck', aspect: 'patch', command: command('govulncheck'), uses: /govulncheck/i },
  { name: 'bundler-audit', aspect: 'patch', command: command('bundle(r)?[- ]audit') },
  {
    name: 'Dependency-Check',
    aspect: 'patch',
    command: command('dependency-check(\\.sh)?|dependencyCheckAnalyze|dependency-check:check'),
    uses: /dependency-?check/i,
  },
  {
    name: 'Snyk',
    aspect: 'patch',
    command: command('snyk (test|monitor|container)'),
    uses: /(^|[/_-])snyk([/@_-]|$)/i,
  },
  {
    name: 'Dependency review',
    aspect: 'patch',
    uses: /dependency-review-action|Dependency-Scanning|Container-Scanning/,
  },
  { name: 'Renovate', aspect: 'patch', command: command('renovate'), uses: /renovatebot\//i },
  { name: 'Checkov', aspect: 'configuration', command: command('checkov'), uses: /checkov/i },
  { name: 'tfsec', aspect: 'configuration', command: command('tfsec'), uses: /tfsec/i },
  { name: 'KICS', aspect: 'configuration', command: command('kics scan'), uses: /\bkics\b|SAST-IaC/i },
  { name: 'Terrascan', aspect: 'configuration', command: command('terrascan scan'), uses: /terrascan/i },
  {
    name: 'cfn-lint',
    aspect: 'configuration',
    command: command('cfn[-_](lint|nag|nag_scan|guard)'),
    uses: /cfn-(lint|nag)/i,
  },
  {
    name: 'Conftest',
    aspect: 'configuration',
    command: command('conftest (test|verify)'),
    uses: /conftest/i,
  },
  { name: 'Hadolint', aspect: 'configuration', command: command('hadolint'), uses: /hadolint/i },
  { name: 'kube-bench', aspect: 'configuration', command: command('kube-bench'), uses: /kube-bench/i },
  { name: 'Kubescape', aspect: 'configuration', command: command('kubescape scan'), uses: /kubescape/i },
  {
    name: 'Prowler',
    aspect: 'configuration',
    command: command('prowler (aws|azure|gcp|kubernetes|-)\\S*'),
    uses: /prowler/i,
  },
  { name: 'InSpec', aspect: 'configuration', command: command('(inspec|cinc-auditor) exec') },
  { name: 'Goss', aspect: 'configuration', command: command('d?goss (validate|run)') },
  { name: 'Molecule', aspect: 'configuration', command: command('molecule (test|verify)') },
  {
    name: 'ansible-playbook',
    aspect: 'configuration',
    command: command('ansible-playbook'),
    uses: /ansible-playbook/i,
  },
  { name: 'gitleaks', aspect: 'secrets', command: command('gitleaks'), uses: /gitleaks|Secret-Detection/i },
  { name: 'TruffleHog', aspect: 'secrets', command: command('trufflehog3?'), uses: /trufflehog/i },
  {
    name: 'detect-secrets',
    aspect: 'secrets',
    command: command('detect-secrets(-hook)?'),
    uses: /detect-secrets/i,
  },
  {
    name: 'ggshield',
    aspect: 'secrets',
    command: command('ggshield (secret )?scan'),
    uses: /ggshield|gitguardian/i,
  },
  { name: 'secretlint', aspect: 'secrets', command: command('secretlint'), uses: /secretlint/i },
  { name: 'Secret scan', aspect: 'secrets', uses: /secrets?[-_]scan/i },
  {
    name: 'Terraform or OpenTofu',
    aspect: 'deploy',
    command: command('(terraform|tofu)(\\s+-\\S+)*\\s+(plan|apply)'),
    uses: /(terraform|tofu)[-/](plan|apply)/i,
  },
  {
    name: 'Terragrunt',
    aspect: 'deploy',
    command: command('terragrunt( run-all)? (plan|apply)'),
    uses: /terragrunt-action/i,
  },
  {
    name: 'Pulumi',
    aspect: 'deploy',
    command: command('pulumi (up|update|preview)'),
    uses: /pulumi\/actions/i,
  },
  {
    name: 'CloudFormation',
    aspect: 'deploy',
    command: command(
      'aws cloudformation (deploy|create-stack|update-stack|create-change-set)|sam deploy|cdk (deploy|diff)',
    ),
    uses: /cloudformation-github-deploy|CloudFormationCreateOrUpdateStack/i,
  },
  {
    name: 'Azure deployment',
    aspect: 'deploy',
    command: command('az deployment( \\w+)? (create|what-if)'),
    uses: /AzureResourceManagerTemplateDeployment|arm-deploy/i,
  },
  { name: 'Helm', aspect: 'deploy', command: command('helm (upgrade|install)|helmfile (apply|sync)') },
  { name: 'kubectl', aspect: 'deploy', command: command('kubectl (.*\\s)?apply') },
  { name: 'restic', aspect: 'backup', command: command('restic (.*\\s)?(backup|restore|check)') },
  { name: 'pgBackRest', aspect: 'backup', command: command('pgbackrest (.*\\s)?(backup|restore|verify)') },
  { name: 'Velero', aspect: 'backup', command: command('velero (backup|restore) create') },
  { name: 'AWS FIS', aspect: 'resiliency', command: command('aws fis start-experiment') },
  { name: 'Chaos Toolkit', aspect: 'resiliency', command: command('chaos run'), uses: /chaostoolkit/i },
  { name: 'Litmus', aspect: 'resiliency', command: command('litmusctl'), uses: /litmuschaos/i },
  { name: 'promtool', aspect: 'alerts', command: command('promtool (check|test) rules'), uses: /promtool/i },
  { name: 'Cloud Custodian', aspect: 'remediation', command: command('custodian run') },
  { name: 'Threagile', aspect: 'threat-modeling', command: command('threagile'), uses: /threagile/i },
];

/** A tool that a pipeline declares to run. */
export interface Declared {
  aspect: AspectId;
  tools: string[];
}

/** Tools that the steps run, by aspect. Installing a tool is not running it, nor is speaking of it. */
export function declaredTools(pipeline: Pipeline): Declared[] {
  const found = new Map<AspectId, Set<string>>();
  const shells = pipeline.steps.flatMap((step) => (step.shell === undefined ? [] : [commandsIn(step.shell)]));
  const names = [...pipeline.steps.flatMap((step) => step.uses ?? []), ...(pipeline.images ?? [])];
  for (const tool of TOOLS) {
    const runs =
      shells.some((text) => tool.command?.test(text)) || names.some((name) => tool.uses?.test(name));
    if (!runs) continue;
    const tools = found.get(tool.aspect);
    if (tools) tools.add(tool.name);
    else found.set(tool.aspect, new Set([tool.name]));
  }
  return [...found].map(([aspect, tools]) => ({ aspect, tools: [...tools] }));
}

/** A shell text without comments, and without lines that install, print or set things. */
function commandsIn(shell: string): string {
  return shell
    .slice(0, 200_000)
    .replaceAll(/\\\r?\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.slice(0, LINE).replace(/(?:^|\s)#[^\n]*/, ''))
    .filter((line) => !NO_RUN.test(line))
    .join('\n');
}

/** Characters of a line that are looked at, so that a hostile line costs no time. */
const LINE = 2_000;

const NO_RUN =
  /^\s*(sudo\s+)?(echo|printf|brew|apt(-get)?|apk|yum|dnf|curl|wget|which|command -v|pip3? install|pipx install|npm (i|install|ci)|go install|cargo install|gem install|export|alias|mkdir|rm|cp|mv|chmod|tar|unzip)\b(?!.*(&&|;|\|))/;
