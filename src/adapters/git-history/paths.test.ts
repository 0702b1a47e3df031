import { describe, expect, test } from 'vitest';
import { actorOf } from './bots.ts';
import { kindOf } from './paths.ts';

describe('what a path shows work on', () => {
  test.each([
    ['package-lock.json', 'lock'],
    ['services/api/go.sum', 'lock'],
    ['.terraform.lock.hcl', 'lock'],
    ['requirements-dev.txt', 'dependency'],
    ['infra/main.tf', 'deploy'],
    ['live/prod/terragrunt.hcl', 'deploy'],
    ['k8s/base/deployment.yaml', 'deploy'],
    ['charts/shop/templates/service.yaml', 'deploy'],
    ['cloudformation/network.yml', 'deploy'],
    ['ansible/site.yml', 'configuration'],
    ['playbooks/web.yml', 'configuration'],
    ['manifests/init.pp', 'configuration'],
    ['salt/top.sls', 'configuration'],
    ['docs/runbooks/database/lost.md', 'playbooks'],
    ['playbooks/sign-in.cacao.json', 'playbooks'],
    ['incident-response/README.md', 'playbooks'],
    ['docs/Threat-Model.md', 'threat-modeling'],
    ['payments.otm', 'threat-modeling'],
    ['threagile.yaml', 'threat-modeling'],
    ['ThreatDragonModels/shop/shop.json', 'threat-modeling'],
    ['prometheus/alerts.yml', 'alerts'],
    ['monitoring/errors.rules.yml', 'alerts'],
    ['alertmanager.yml', 'alerts'],
    ['.gitleaks.toml', 'secrets'],
    ['.github/CODEOWNERS', 'inventory'],
    ['.github/workflows/test.yml', 'cicd'],
    ['Jenkinsfile', 'cicd'],
  ])('%s: %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });

  test.each([
    'src/threatmodel.ts',
    'src/playbook.ts',
    'ansible/playbooks/README.md',
    'tests/infra/main.tf',
    'examples/aws/main.tf',
    'vendor/x/Jenkinsfile',
    'docs/deploy.md',
    'src/alerts/index.ts',
    'model/aspects/12-alerts.yaml',
    `${'runbooks/'.repeat(200)}a.md`,
  ])('%s: nothing', (path) => {
    expect(kindOf(path)).toBeUndefined();
  });
});

describe('who commits', () => {
  test.each([
    ['dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', 'updater'],
    ['renovate[bot]', '29139614+renovate[bot]@users.noreply.github.com', 'updater'],
    ['Renovate Bot', 'renovate@git.example.com', 'updater'],
    ['snyk-bot', 'snyk-bot@snyk.io', 'updater'],
    ['Scala Steward', 'me@scala-steward.org', 'updater'],
    ['pyup-bot', 'github-bot@pyup.io', 'updater'],
    ['depfu[bot]', '23717796+depfu[bot]@users.noreply.github.com', 'updater'],
    ['github-actions[bot]', '41898282+github-actions[bot]@users.noreply.github.com', 'machine'],
    ['acme-release-bot', 'release@example.com', 'machine'],
    ['Alice Example', 'alice@example.com', 'person'],
    ['Renovate Alice', 'alice@example.com', 'person'],
    ['Talbot', 'talbot@example.com', 'person'],
  ])('%s <%s>: %s', (name, email, actor) => {
    expect(actorOf({ name, email })).toBe(actor);
  });
});
