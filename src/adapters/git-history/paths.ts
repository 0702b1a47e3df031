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

/**
 * A path matches where each of its parts that is asked for does. Folders and the file's name are asked
 * apart: one pattern over both would go over a long path again for each folder of that name.
 */
interface Row {
  kind: PathKind;
  path?: RegExp;
  /** The folders, each with its `/`. */
  folder?: RegExp;
  notIn?: RegExp;
  /** Without folders. */
  name?: RegExp;
}

const NOT_PLAYBOOKS = /(^|\/)(ansible|roles)\//i;

/** In order: the first that matches decides. */
const ROWS: readonly Row[] = [
  { kind: 'lock', path: LOCK },
  { kind: 'dependency', path: MANIFEST },
  { kind: 'threat-modeling', name: /(\.otm(\.(json|ya?ml))?|\.tm7|\.tc\.json|^threagile.*\.ya?ml)$/i },
  { kind: 'threat-modeling', name: /^threat[-_ ]?model.*\.(md|adoc|rst|json|ya?ml|drawio|puml|otm)$/i },
  {
    kind: 'threat-modeling',
    folder: /(^|\/)(ThreatDragonModels|threat[-_]?models?)\//i,
    name: /\.(md|adoc|rst|json|ya?ml|drawio|puml)$/i,
  },
  { kind: 'playbooks', notIn: NOT_PLAYBOOKS, name: /\.cacao\.json$/i },
  {
    kind: 'playbooks',
    notIn: NOT_PLAYBOOKS,
    folder: /(^|\/)(runbooks?|playbooks?|incident[-_]response)\//i,
    name: /.\.(md|adoc|rst|txt|json)$/i,
  },
  { kind: 'playbooks', notIn: NOT_PLAYBOOKS, folder: /(^|\/)runbooks?\//i, name: /.\.ya?ml$/i },
  { kind: 'playbooks', notIn: NOT_PLAYBOOKS, name: /^(?=.*(?:runbook|playbook)).*\.(md|adoc|rst)$/i },
  { kind: 'alerts', name: /(^alertmanager.*\.ya?ml|\.rules(\.ya?ml)?|^alerts?\.ya?ml)$/i },
  { kind: 'alerts', name: /^(?=.*(?:alerts?|alerting|prometheus)[-_.]?rules?).*\.ya?ml$/i },
  {
    kind: 'alerts',
    folder: /(^|\/)(alerts?|alerting|alert[-_]rules|elastalert)\//i,
    name: /.\.ya?ml$/i,
  },
  {
    kind: 'secrets',
    path: /(^|\/)(\.gitleaks\.toml|\.gitleaksignore|\.secrets\.baseline|\.secretlintrc[^/]*|\.secretlintignore|\.?gitguardian\.ya?ml|\.trufflehog[^/]*)$/i,
  },
  { kind: 'inventory', path: /(^|\/)(CODEOWNERS|catalog-info\.ya?ml)$/ },
  {
    kind: 'cicd',
    path: /(^\.github\/workflows\/[^/]+\.ya?ml|(^|\/)\.gitlab-ci\.ya?ml|^\.gitlab\/ci\/.+\.ya?ml|^\.circleci\/.+\.ya?ml|^\.travis\.ya?ml|(^|\/)Jenkinsfile(\.[^/]*)?|(^|\/)\.?azure-pipelines[^/]*\.ya?ml|^\.azure-pipelines\/.+\.ya?ml|^bitbucket-pipelines\.ya?ml|^\.drone\.ya?ml|^\.woodpecker(\/.+)?\.ya?ml|^\.buildkite\/.+\.ya?ml|(^|\/)buildspec[^/]*\.ya?ml|(^|\/)cloudbuild[^/]*\.ya?ml|^\.?appveyor\.ya?ml|^\.cirrus\.ya?ml|^\.tekton\/.+\.ya?ml|^bamboo-specs\/.+)$/,
  },
  { kind: 'configuration', name: /^(ansible\.cfg|Puppetfile|hiera\.ya?ml|Berksfile|Policyfile\.rb)$|\.sls$/ },
  {
    kind: 'configuration',
    folder: /(^|\/)(ansible|group_vars|host_vars)\//,
    name: /\.(ya?ml|j2|cfg|ini)$/,
  },
  {
    kind: 'configuration',
    folder:
      /(^|\/)roles\/[^/]+\/(tasks|handlers|templates|vars|defaults|files|meta)\/|(^|\/)(hieradata|site-modules)\//,
  },
  { kind: 'configuration', folder: /(^|\/)playbooks?\//, name: /.\.ya?ml$/ },
  { kind: 'configuration', folder: /(^|\/)manifests\//, name: /.\.pp$/ },
  { kind: 'configuration', folder: /(^|\/)cookbooks\//, name: /\.(rb|erb|json)$/ },
  {
    kind: 'deploy',
    name: /(\.(tf|tofu)(\.json)?|\.tfvars(\.json)?|\.bicep(param)?|\.nomad(\.hcl)?|\.(cfn|cloudformation)\.(ya?ml|json))$/,
  },
  {
    kind: 'deploy',
    name: /^(terragrunt\.hcl|Pulumi(\..+)?\.ya?ml|cdk\.json|samconfig\.toml|serverless\.ya?ml|azuredeploy.*\.json|(kustomization|helmfile|skaffold|Chart)\.ya?ml)$/,
  },
  { kind: 'deploy', folder: /(^|\/)(cdk|pulumi)\//, name: /\.(ts|js|py|go|cs|java)$/ },
  { kind: 'deploy', folder: /(^|\/)(cloudformation|cfn)\//, name: /\.(ya?ml|json|template)$/ },
  {
    kind: 'deploy',
    folder: /(^|\/)(k8s|kubernetes|kustomize|overlays|helm|helm-charts|charts|argocd|flux|clusters)\//,
    name: /\.(ya?ml|tpl|gotmpl)$/,
  },
  { kind: 'deploy', folder: /(^|\/)manifests\//, name: /.\.ya?ml$/ },
];

/** Longer paths than systems allow are nobody's, and would cost time. */
const LONGEST = 1024;

/** What a change to a path shows work on, or undefined where it shows none of it. */
export function kindOf(path: string): PathKind | undefined {
  if (path.length > LONGEST || ASIDE.test(path)) return undefined;
  const cut = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, cut);
  const name = path.slice(cut);
  return ROWS.find(
    (row) =>
      (row.path?.test(path) ?? true) &&
      (row.folder?.test(folder) ?? true) &&
      !row.notIn?.test(folder) &&
      (row.name?.test(name) ?? true),
  )?.kind;
}
