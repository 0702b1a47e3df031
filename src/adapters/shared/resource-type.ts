import type { ResourceType } from '../../records/record.ts';

/**
 * Words in the names that Terraform (`aws_s3_bucket`), CloudFormation (`AWS::S3::Bucket`), OCSF and ASFF
 * (`AwsS3Bucket`), Azure (`Microsoft.Compute/virtualMachines`) and Google (`compute.googleapis.com/Instance`)
 * give to types. The first that matches decides; the special comes before the general.
 */
const PATTERNS: readonly (readonly [RegExp, ResourceType])[] = [
  [/account$|subscriptions?$|googleproject|^project$|organizationaccount/, 'account'],
  [/secret|keyvault|ssmparameter|kmskey|credential/, 'secret'],
  [
    /iamuser|iamrole|iamgroup|serviceaccount$|oktauser|adusers?$|^users?$|identitystoreuser|principal/,
    'identity',
  ],
  [/s3bucket$|storagebucket$|bucket$|storageaccounts?$|blobcontainer|objectstorage/, 'bucket'],
  [/snapshot|policy|policyattachment|publicaccessblock|bucket\w|metricfilter|permission/, 'other'],
  [
    /dbinstance$|rdscluster|dbcluster|rdsdb|sqlinstance|sqldatabase|sqlserver|databases?$|dynamodb\w*table|redshift|elasticache|documentdb|cosmosdb|bigtable|spanner|mysql|postgresql|mariadb|mongodb|memorystore|redis|opensearch\w*domain|elasticsearch\w*domain|bigquerydataset/,
    'database',
  ],
  [
    /ebsvolume|efsfilesystem|filesystem$|computedisk|^disk$|disks$|manageddisk|persistentvolume|fsx/,
    'volume',
  ],
  [/lambdafunction$|cloudfunction|functionapp|functions?$/, 'function'],
  [/ecrimage|containerimage|^image$|images$|machineimage|ami$/, 'image'],
  [/ecrrepository|containerregistry|artifactregistry/, 'other'],
  [/githubrepository|gitlabproject|codecommitrepository|sourcerepository|^repository$/, 'repository'],
  [
    /autoscalinggroup|scaleset|instancegroupmanager|loadbalancer|targetgroup|elb$|^lb$|awslb$|alb$|ecsservice|appservice|websites?$|webapp|sites$|cloudrun|apprunner|apigateway|restapi|cloudfront\w*distribution|kubernetesservice|deployment$|statefulset|daemonset|ingress$|service$/,
    'service',
  ],
  [
    /ekscluster|ecscluster|kubernetescluster|managedclusters?$|containercluster|gkecluster|cluster$/,
    'cluster',
  ],
  [/instance$|instances$|virtualmachines?$|^host$|droplet|server$|ec2instance/, 'host'],
  [
    /vpc|subnet|securitygroup|networkacl|routetable|gateway|network|firewall|nsg$|route53|dnszone|eip$|networkinterface|peering/,
    'network',
  ],
];

/** The resource type that a tool's or cloud's own type name means; `other` where it is none of ours. */
export function resourceTypeOf(name: string | undefined): ResourceType {
  if (!name) return 'other';
  // `aws_s3_bucket`, `AWS::S3::Bucket` and `AwsS3Bucket` become the same word.
  const word = name
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  const bare = word.replace(/^(aws|azurerm|google|microsoft)/, '');
  for (const [pattern, type] of PATTERNS) if (pattern.test(bare) || pattern.test(word)) return type;
  return 'other';
}
