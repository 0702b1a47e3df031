import type { AspectId } from '../../records/words.ts';

/** What a changed path shows work on; `dependency` is a file that says which versions are used. */
export type PathKind = Exclude<AspectId, 'patch'> | 'dependency' | 'lock';

/** Folders that hold examples, test data or other people's code: a change in them is no practice of this system. */
const ASIDE =
  /(^|\/)(__fixtures__|__snapshots__|__tests__|cassettes|examples?|fixtures?|node_modules|samples?|site-packages|specs?|testdata|tests?|third_party|vendor)\//i;

const LOCK =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|deno\.lock|Gemfile\.lock|Cargo\.lock|go\.sum|composer\.lock|poetry\.lock|Pipfile\.lock|uv\.lock|pdm\.lock|pylock\.toml|packages\.lock\.json|gradle\.lockfile|mix\.lock|pubspec\.lock|Podfile\.lock|Package\.resolved|Cartfile\.resolved|paket\.lock|flake\.lock|conan\.lock|Chart\.lock|\.terraform\.lock\.hcl|buildscript-gradle\.lockfile)$/;

const MANIFEST =
  /(^|\/)(package\.json|Gemfile|[^/]+\.gemspec|Cargo\.toml|go\.mod|composer\.json|pyproject\.toml|Pipfile|(dev-|test-|dev_|test_)?requirements([-_.][^/]*)?\.(txt|in)|constraints\.txt|pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml|gradle-wrapper\.properties|build\.sbt|[^/]+\.(cs|fs|vb)proj|Directory\.Packages\.props|packages\.config|mix\.exs|pubspec\.yaml|Podfile|Package\.swift|flake\.nix)$/;

/** In order: the first that matches decides. */
const KINDS: readonly (readonly [kind: PathKind, path: RegExp])[] = [
  ['lock', LOCK],
  ['dependency', MANIFEST],
  [
    'threat-modeling',
    /(\.otm(\.(json|ya?ml))?|\.tm7|\.tc\.json|(^|\/)threat[-_ ]?model[^/]*\.(md|adoc|rst|json|ya?ml|drawio|puml|otm)|(^|\/)threagile[^/]*\.ya?ml|(^|\/)(ThreatDragonModels|threat[-_]?models?)\/.+\.(md|adoc|rst|json|ya?ml|drawio|puml))$/i,
  ],
  [
    'playbooks',
    /^(?!(.*\/)?(ansible|roles)\/)(.*\/)?([^/]*\.cacao\.json|(runbooks?|playbooks?|incident[-_]response)\/(.*\/)?[^/]+\.(md|adoc|rst|txt|json)|runbooks?\/(.*\/)?[^/]+\.ya?ml|[^/]*(runbook|playbook)[^/]*\.(md|adoc|rst))$/i,
  ],
  [
    'alerts',
    /((^|\/)alertmanager[^/]*\.ya?ml|\.rules(\.ya?ml)?|(^|\/)[^/]*(alerts?|alerting|prometheus)[-_.]?rules?[^/]*\.ya?ml|(^|\/)alerts?\.ya?ml|(^|\/)(alerts?|alerting|alert[-_]rules|elastalert)\/(.*\/)?[^/]+\.ya?ml)$/i,
  ],
  [
    'secrets',
    /(^|\/)(\.gitleaks\.toml|\.gitleaksignore|\.secrets\.baseline|\.secretlintrc[^/]*|\.secretlintignore|\.?gitguardian\.ya?ml|\.trufflehog[^/]*)$/i,
  ],
  ['inventory', /(^|\/)(CODEOWNERS|catalog-info\.ya?ml)$/],
  [
    'cicd',
    /(^\.github\/workflows\/[^/]+\.ya?ml|(^|\/)\.gitlab-ci\.ya?ml|^\.gitlab\/ci\/.+\.ya?ml|^\.circleci\/.+\.ya?ml|^\.travis\.ya?ml|(^|\/)Jenkinsfile(\.[^/]*)?|(^|\/)\.?azure-pipelines[^/]*\.ya?ml|^\.azure-pipelines\/.+\.ya?ml|^bitbucket-pipelines\.ya?ml|^\.drone\.ya?ml|^\.woodpecker(\/.+)?\.ya?ml|^\.buildkite\/.+\.ya?ml|(^|\/)buildspec[^/]*\.ya?ml|(^|\/)cloudbuild[^/]*\.ya?ml|^\.?appveyor\.ya?ml|^\.cirrus\.ya?ml|^\.tekton\/.+\.ya?ml|^bamboo-specs\/.+)$/,
  ],
  [
    'configuration',
    /((^|\/)ansible\.cfg|(^|\/)(ansible|group_vars|host_vars)\/.+\.(ya?ml|j2|cfg|ini)|(^|\/)roles\/[^/]+\/(tasks|handlers|templates|vars|defaults|files|meta)\/.+|(^|\/)playbooks?\/(.*\/)?[^/]+\.ya?ml|(^|\/)(Puppetfile|hiera\.ya?ml|Berksfile|Policyfile\.rb)|(^|\/)(hieradata|site-modules)\/.+|(^|\/)manifests\/(.*\/)?[^/]+\.pp|(^|\/)cookbooks\/.+\.(rb|erb|json)|\.sls)$/,
  ],
  [
    'deploy',
    /(\.(tf|tofu)(\.json)?|\.tfvars(\.json)?|(^|\/)terragrunt\.hcl|\.bicep(param)?|\.nomad(\.hcl)?|(^|\/)Pulumi(\.[^/]+)?\.ya?ml|(^|\/)cdk\.json|(^|\/)(cdk|pulumi)\/.+\.(ts|js|py|go|cs|java)|(^|\/)(cloudformation|cfn)\/.+\.(ya?ml|json|template)|\.(cfn|cloudformation)\.(ya?ml|json)|(^|\/)(samconfig\.toml|serverless\.ya?ml|azuredeploy[^/]*\.json)|(^|\/)(kustomization|helmfile|skaffold|Chart)\.ya?ml|(^|\/)(k8s|kubernetes|kustomize|overlays|helm|helm-charts|charts|argocd|flux|clusters)\/.+\.(ya?ml|tpl|gotmpl)|(^|\/)manifests\/(.*\/)?[^/]+\.ya?ml)$/,
  ],
];

/** Longer paths than systems allow are nobody's, and would cost time. */
const LONGEST = 1024;

/** What a change to a path shows work on, or undefined where it shows none of it. */
export function kindOf(path: string): PathKind | undefined {
  if (path.length > LONGEST || ASIDE.test(path)) return undefined;
  for (const [kind, pattern] of KINDS) if (pattern.test(path)) return kind;
  return undefined;
}
