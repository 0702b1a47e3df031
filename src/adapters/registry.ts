// biome-ignore-all assist/source/organizeImports: written from the folders, in their order
import { adapter as accessLog } from './access-log/index.ts';
import type { Adapter } from './adapter.ts';
import { adapter as alertlogic } from './alertlogic/index.ts';
import { adapter as alertmanagerConfig } from './alertmanager-config/index.ts';
import { adapter as anchore } from './anchore/index.ts';
import { adapter as asff } from './asff/index.ts';
import { adapter as attestation } from './attestation/index.ts';
import { adapter as awsAutoscaling } from './aws-autoscaling/index.ts';
import { adapter as awsBackup } from './aws-backup/index.ts';
import { adapter as awsBudgets } from './aws-budgets/index.ts';
import { adapter as awsConfig } from './aws-config/index.ts';
import { adapter as awsCostReport } from './aws-cost-report/index.ts';
import { adapter as awsFis } from './aws-fis/index.ts';
import { adapter as awsInspector } from './aws-inspector/index.ts';
import { adapter as awsInventory } from './aws-inventory/index.ts';
import { adapter as azureBackups } from './azure-backups/index.ts';
import { adapter as azureCost } from './azure-cost/index.ts';
import { adapter as azureResources } from './azure-resources/index.ts';
import { adapter as azureScaling } from './azure-scaling/index.ts';
import { adapter as backstageCatalog } from './backstage-catalog/index.ts';
import { adapter as beats } from './beats/index.ts';
import { adapter as boundary } from './boundary/index.ts';
import { adapter as cacao } from './cacao/index.ts';
import { adapter as cfnGuard } from './cfn-guard/index.ts';
import { adapter as chaosToolkit } from './chaos-toolkit/index.ts';
import { adapter as checkConfig } from './check-config/index.ts';
import { adapter as checkov } from './checkov/index.ts';
import { adapter as ciConfig } from './ci-config/index.ts';
import { adapter as ciRuns } from './ci-runs/index.ts';
import { adapter as clair } from './clair/index.ts';
import { adapter as cloudAlarms } from './cloud-alarms/index.ts';
import { adapter as cloudformation } from './cloudformation/index.ts';
import { adapter as cloudsploit } from './cloudsploit/index.ts';
import { adapter as codeAnalysis } from './code-analysis/index.ts';
import { adapter as codeowners } from './codeowners/index.ts';
import { adapter as configRun } from './config-run/index.ts';
import { adapter as conftest } from './conftest/index.ts';
import { adapter as costAdvice } from './cost-advice/index.ts';
import { adapter as costQuery } from './cost-query/index.ts';
import { adapter as csvmap } from './csvmap/index.ts';
import { adapter as cucumber } from './cucumber/index.ts';
import { adapter as custodian } from './custodian/index.ts';
import { adapter as cyclonedxAttestation } from './cyclonedx-attestation/index.ts';
import { adapter as cyclonedx } from './cyclonedx/index.ts';
import { adapter as dependencyAudits } from './dependency-audits/index.ts';
import { adapter as dependencyTrack } from './dependency-track/index.ts';
import { adapter as detectSecrets } from './detect-secrets/index.ts';
import { adapter as directoryUsers } from './directory-users/index.ts';
import { adapter as dockerBench } from './docker-bench/index.ts';
import { adapter as driftctl } from './driftctl/index.ts';
import { adapter as dsomm } from './dsomm/index.ts';
import { adapter as elastalert } from './elastalert/index.ts';
import { adapter as encryptedValues } from './encrypted-values/index.ts';
import { adapter as endpointSecurity } from './endpoint-security/index.ts';
import { adapter as focus } from './focus/index.ts';
import { adapter as gcpAssets } from './gcp-assets/index.ts';
import { adapter as gcpBackups } from './gcp-backups/index.ts';
import { adapter as gcpScaling } from './gcp-scaling/index.ts';
import { adapter as ggshield } from './ggshield/index.ts';
import { adapter as gitHistory } from './git-history/index.ts';
import { adapter as gitlabReport } from './gitlab-report/index.ts';
import { adapter as gitleaks } from './gitleaks/index.ts';
import { adapter as goss } from './goss/index.ts';
import { adapter as grafana } from './grafana/index.ts';
import { adapter as grype } from './grype/index.ts';
import { adapter as hostScans } from './host-scans/index.ts';
import { adapter as iamAuthorizationDetails } from './iam-authorization-details/index.ts';
import { adapter as iamCredentialReport } from './iam-credential-report/index.ts';
import { adapter as inToto } from './in-toto/index.ts';
import { adapter as incidents } from './incidents/index.ts';
import { adapter as inspec } from './inspec/index.ts';
import { adapter as iriusrisk } from './iriusrisk/index.ts';
import { adapter as jenkins } from './jenkins/index.ts';
import { adapter as junit } from './junit/index.ts';
import { adapter as kics } from './kics/index.ts';
import { adapter as kubeBench } from './kube-bench/index.ts';
import { adapter as kubernetes } from './kubernetes/index.ts';
import { adapter as litmus } from './litmus/index.ts';
import { adapter as lockfiles } from './lockfiles/index.ts';
import { adapter as logSearches } from './log-searches/index.ts';
import { adapter as logShippers } from './log-shippers/index.ts';
import { adapter as lynis } from './lynis/index.ts';
import { adapter as markdownPlaybook } from './markdown-playbook/index.ts';
import { adapter as monitors } from './monitors/index.ts';
import { adapter as nagios } from './nagios/index.ts';
import { adapter as npmAudit } from './npm-audit/index.ts';
import { adapter as ocsf } from './ocsf/index.ts';
import { adapter as opa } from './opa/index.ts';
import { adapter as openvex } from './openvex/index.ts';
import { adapter as osquery } from './osquery/index.ts';
import { adapter as osvScanner } from './osv-scanner/index.ts';
import { adapter as otm } from './otm/index.ts';
import { adapter as packerManifest } from './packer-manifest/index.ts';
import { adapter as pgbackrest } from './pgbackrest/index.ts';
import { adapter as prometheusApi } from './prometheus-api/index.ts';
import { adapter as prometheusConfig } from './prometheus-config/index.ts';
import { adapter as prometheusRules } from './prometheus-rules/index.ts';
import { adapter as prowlerCsv } from './prowler-csv/index.ts';
import { adapter as rdsSnapshots } from './rds-snapshots/index.ts';
import { adapter as restic } from './restic/index.ts';
import { adapter as run } from './run/index.ts';
import { adapter as runtimeEvents } from './runtime-events/index.ts';
import { adapter as samm } from './samm/index.ts';
import { adapter as sarif } from './sarif/index.ts';
import { adapter as satellite } from './satellite/index.ts';
import { adapter as scoutsuite } from './scoutsuite/index.ts';
import { adapter as secretStore } from './secret-store/index.ts';
import { adapter as secretlint } from './secretlint/index.ts';
import { adapter as securityhubAction } from './securityhub-action/index.ts';
import { adapter as sentinel } from './sentinel/index.ts';
import { adapter as sigma } from './sigma/index.ts';
import { adapter as soarRun } from './soar-run/index.ts';
import { adapter as spdx } from './spdx/index.ts';
import { adapter as ssmAutomation } from './ssm-automation/index.ts';
import { adapter as ssmPatch } from './ssm-patch/index.ts';
import { adapter as terraform } from './terraform/index.ts';
import { adapter as threagile } from './threagile/index.ts';
import { adapter as threatComposer } from './threat-composer/index.ts';
import { adapter as threatDragon } from './threat-dragon/index.ts';
import { adapter as trivy } from './trivy/index.ts';
import { adapter as trufflehog } from './trufflehog/index.ts';
import { adapter as vault } from './vault/index.ts';
import { adapter as velero } from './velero/index.ts';
import { adapter as vuls } from './vuls/index.ts';
import { adapter as wazuh } from './wazuh/index.ts';
import { adapter as webScans } from './web-scans/index.ts';
import { adapter as xccdf } from './xccdf/index.ts';

/** Every adapter, by id. Written from the folders: UPDATE=1 npx vitest run src/adapters/registry.test.ts */
export const ADAPTERS: readonly Adapter[] = [
  accessLog,
  alertlogic,
  alertmanagerConfig,
  anchore,
  asff,
  attestation,
  awsAutoscaling,
  awsBackup,
  awsBudgets,
  awsConfig,
  awsCostReport,
  awsFis,
  awsInspector,
  awsInventory,
  azureBackups,
  azureCost,
  azureResources,
  azureScaling,
  backstageCatalog,
  beats,
  boundary,
  cacao,
  cfnGuard,
  chaosToolkit,
  checkConfig,
  checkov,
  ciConfig,
  ciRuns,
  clair,
  cloudAlarms,
  cloudformation,
  cloudsploit,
  codeAnalysis,
  codeowners,
  configRun,
  conftest,
  costAdvice,
  costQuery,
  csvmap,
  cucumber,
  custodian,
  cyclonedx,
  cyclonedxAttestation,
  dependencyAudits,
  dependencyTrack,
  detectSecrets,
  directoryUsers,
  dockerBench,
  driftctl,
  dsomm,
  elastalert,
  encryptedValues,
  endpointSecurity,
  focus,
  gcpAssets,
  gcpBackups,
  gcpScaling,
  ggshield,
  gitHistory,
  gitlabReport,
  gitleaks,
  goss,
  grafana,
  grype,
  hostScans,
  iamAuthorizationDetails,
  iamCredentialReport,
  inToto,
  incidents,
  inspec,
  iriusrisk,
  jenkins,
  junit,
  kics,
  kubeBench,
  kubernetes,
  litmus,
  lockfiles,
  logSearches,
  logShippers,
  lynis,
  markdownPlaybook,
  monitors,
  nagios,
  npmAudit,
  ocsf,
  opa,
  openvex,
  osquery,
  osvScanner,
  otm,
  packerManifest,
  pgbackrest,
  prometheusApi,
  prometheusConfig,
  prometheusRules,
  prowlerCsv,
  rdsSnapshots,
  restic,
  run,
  runtimeEvents,
  samm,
  sarif,
  satellite,
  scoutsuite,
  secretStore,
  secretlint,
  securityhubAction,
  sentinel,
  sigma,
  soarRun,
  spdx,
  ssmAutomation,
  ssmPatch,
  terraform,
  threagile,
  threatComposer,
  threatDragon,
  trivy,
  trufflehog,
  vault,
  velero,
  vuls,
  wazuh,
  webScans,
  xccdf,
];
