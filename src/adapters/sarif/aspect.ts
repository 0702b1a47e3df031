import type { AspectId } from '../../records/words.ts';

const TOOLS: readonly (readonly [RegExp, AspectId])[] = [
  [/gitleaks|trufflehog|detect-secrets|secretlint|ggshield|noseyparker|talisman|whispers|secret/i, 'secrets'],
  [
    /grype|osv|snyk|dependency|npm.?audit|pip-?audit|retire|clair|anchore|vuls|nancy|govulncheck|cargo-?(audit|deny)|bundler-?audit|trivy|wiz|twistlock|docker.?scout|black.?duck|mend|jfrog|xray/i,
    'patch',
  ],
  [
    /checkov|tfsec|kics|terrascan|dockle|hadolint|kube|polaris|cfn|prowler|scout|cloudsploit|regula|conftest|opa|datree|snyk iac|ansible-lint|puppet-lint|cookstyle|lynis|inspec|scap|zizmor|actionlint|poutine/i,
    'configuration',
  ],
];

/** The aspect that a tool's results speak of, by its name; other static analysis is a step of the build. */
export function aspectOfTool(name: string): AspectId {
  return TOOLS.find(([pattern]) => pattern.test(name))?.[1] ?? 'cicd';
}
