import { expect, test } from 'vitest';
import { declaredTools } from './tools.ts';

function toolsIn(shell: string): string[] {
  const pipeline = { name: 'p', jobs: 1, steps: [{ shell }], schedules: [] };
  return declaredTools(pipeline).flatMap(({ aspect, tools }) => tools.map((tool) => `${aspect}: ${tool}`));
}

test.each([
  ['terraform apply -auto-approve', 'deploy: Terraform or OpenTofu'],
  ['cd infra && terraform -chdir=prod plan', 'deploy: Terraform or OpenTofu'],
  ['tofu \\\n  plan', 'deploy: Terraform or OpenTofu'],
  ['docker run --rm aquasec/trivy image app:1', 'patch: Trivy'],
  ['trivy config --exit-code 1 .', 'configuration: Trivy'],
  ['npx secretlint "**/*"', 'secrets: secretlint'],
  ['curl -sSfL https://example.com/i.sh | sh && grype dir:.', 'patch: Grype'],
  ['yarn npm audit --all', 'patch: npm audit'],
  ['kubectl --context prod apply -f k8s', 'deploy: kubectl'],
  ['custodian run -s out policy.yml', 'remediation: Cloud Custodian'],
])('%s runs %s', (shell, tool) => {
  expect(toolsIn(shell)).toEqual([tool]);
});

test.each([
  'terraform fmt -check',
  'terraform init',
  '# terraform apply',
  'make build # then trivy image app',
  'echo "run gitleaks yourself"',
  'pip install checkov',
  'brew install trivy',
  './my-terraform apply-labels',
  'cat docs/prowler.md',
])('%s runs no tool', (shell) => {
  expect(toolsIn(shell)).toEqual([]);
});

test('a hostile line costs no time to speak of', () => {
  expect(toolsIn('trivy '.repeat(100_000))).toEqual([]);
});
