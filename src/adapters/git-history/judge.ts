import type { AspectId, Automation } from '../../records/words.ts';
import type { Commit } from './format.ts';

/** What a commit honestly shows. */
export interface Shown {
  aspect: AspectId;
  automation: Automation;
}

const BOTS = /(^|\W)(dependabot|renovate|snyk-bot|pyup-bot|depfu|greenkeeper|scala-steward|whitesource-bot|mend-bot)(\W|$)/i;
const BOT_BRANCH = /from \S+\/(dependabot|renovate|snyk|pyup|depfu|greenkeeper)[/-]/i;

const LOCKS =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|go\.sum|go\.mod|Cargo\.lock|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|composer\.lock|gradle\.lockfile|mix\.lock|flake\.lock|requirements[\w.-]*\.txt|pom\.xml|libs\.versions\.toml|packages\.lock\.json|Chart\.lock)$/;
const MANIFESTS = /(^|\/)(package\.json|Cargo\.toml|pyproject\.toml|Gemfile|composer\.json|build\.gradle(\.kts)?|Dockerfile[\w.-]*)$/;
const UPDATE = /\b(bump|update|upgrade|security|cve-\d|patch)\b/i;

/** By path: which aspect a person worked on. The first that matches counts. */
const PATHS: readonly [RegExp, AspectId][] = [
  [/(^|\/)(threat[-_ ]?models?|threatmodels?)(\/|[\w.-]*\.(ya?ml|json|md|otm|tm7)$)/i, 'threat-modeling'],
  [/(\.otm(\.(json|ya?ml))?|(^|\/)threagile\.ya?ml|\.tc\.json)$/i, 'threat-modeling'],
  [/(^|\/)(playbooks?|runbooks?|incident[-_ ]response)\/[^/]*\.(md|adoc|rst|json|txt)$/i, 'playbooks'],
  [/(\.cacao\.json|(^|\/)(runbook|playbook)[\w.-]*\.(md|adoc|rst))$/i, 'playbooks'],
  [/(^|\/)(ansible|roles|group_vars|host_vars|puppet|manifests|chef|cookbooks|salt)\/.*\.(ya?ml|pp|rb|sls|j2)$/i, 'configuration'],
  [/\.(tf|tfvars|tofu|bicep)$|(^|\/)terragrunt\.hcl$|\.tf\.json$/i, 'deploy'],
  [/(^|\/)(cloudformation|cfn|cdk|pulumi|helm|charts|kustomize|k8s|kubernetes|deploy|manifests)\/.*\.(ya?ml|json|ts|py|go|tpl)$/i, 'deploy'],
  [/(^|\/)(Pulumi[\w.-]*\.ya?ml|cdk\.json|kustomization\.ya?ml|Chart\.yaml|serverless\.ya?ml)$/i, 'deploy'],
  [/(^|\/)(alertmanager[\w.-]*\.ya?ml|(prometheus|alert(ing)?)[-_]?rules?[\w.-]*\.ya?ml)$|(^|\/)(alerts|alerting)\/.*\.ya?ml$/i, 'alerts'],
  [/(^|\/)(\.gitleaks\.toml|\.gitleaksignore|\.secrets\.baseline|\.sops\.yaml|\.trufflehog[\w.-]*)$/i, 'secrets'],
  [/(^|\/)(CODEOWNERS|catalog-info\.ya?ml)$/, 'inventory'],
  [/(^|\/)(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.circleci\/config\.yml|\.travis\.yml|Jenkinsfile[\w.-]*|azure-pipelines[\w.-]*\.ya?ml|bamboo-specs\/[^/]+)$/, 'cicd'],
];

/**
 * What a commit shows, from who made it and which files it changed; nothing where it shows no practice.
 * Only what is certain from the history counts: that it was merged then, and by whom.
 */
export function judge(commit: Commit): Shown[] {
  if (isBot(commit)) return [{ aspect: 'patch', automation: 'full' }];
  const shown = new Map<AspectId, Shown>();
  for (const path of commit.paths) {
    const aspect = PATHS.find(([pattern]) => pattern.test(path))?.[1];
    if (aspect) shown.set(aspect, { aspect, automation: 'manual' });
  }
  if (isUpdate(commit)) shown.set('patch', { aspect: 'patch', automation: 'manual' });
  return [...shown.values()];
}

/** A dependency bot made it, whether it was merged, squashed or rebased. */
function isBot({ author, email, subject, parents, paths }: Commit): boolean {
  const byBot = BOTS.test(author) || BOTS.test(email);
  const merged = parents.length > 1 && BOT_BRANCH.test(subject);
  if (!byBot && !merged) return false;
  // A bot that only tends its own settings updated nothing.
  return paths.length === 0 || paths.some((path) => LOCKS.test(path) || MANIFESTS.test(path) || /\.(ya?ml|tf|toml|hcl)$/.test(path));
}

/** A person moved dependencies: a lock file changed with words that say so, or nothing else did. */
function isUpdate({ paths, subject }: Commit): boolean {
  if (!paths.some((path) => LOCKS.test(path))) return false;
  return UPDATE.test(subject) || paths.every((path) => LOCKS.test(path) || MANIFESTS.test(path));
}
