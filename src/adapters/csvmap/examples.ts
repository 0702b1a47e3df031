import type { Export } from '../about.ts';
import { WATCHING } from './examples-watching.ts';

/*
 * Maps for tools whose exports nothing else reads, each with the command that gets the file. They are read by
 * `examples.test.ts`, so that none of them rots.
 */

/** Cost tables of platforms that can also export FOCUS, which `focus` reads without a map. */
const COST: readonly Export[] = [
  {
    tools: ['cloudhealth'],
    how: 'CloudHealth: in Reports > Cost > History, group by account and service with the interval month, then Export > CSV; where the FOCUS export is on, hand that in instead, without a map.',
    language: 'yaml',
    code: `# assay import cost-history.csv --map cloudhealth.yaml --system SYSTEM
assay: map/v1
tool: CloudHealth
reads: csv
records:
  - kind: cost
    fields:
      amount: { column: [Total Cost, Cost, Total] }
      currency: { column: Currency, value: USD }
      from: { column: Month, format: yyyy-mm }
      period: { value: month }
      account: { column: [Account ID, Account] }
      serviceName: { column: [Service, Service Category] }
      owner: { column: [Owner, Perspective] }
`,
  },
  {
    tools: ['cloudcheckr'],
    how: 'CloudCheckr (now Spot): in Cost > AWS Billing > Advanced Grouping, group by account, service and day, then Export to CSV; where a FOCUS export is to be had, hand that in instead, without a map.',
    language: 'yaml',
    code: `# assay import advanced-grouping.csv --map cloudcheckr.yaml --system SYSTEM
assay: map/v1
tool: CloudCheckr
reads: csv
records:
  - kind: cost
    fields:
      amount: { column: [Cost, Total Cost, Amount] }
      currency: { value: USD }
      from: { column: [Day, Date, Usage Date], format: mm/dd/yyyy }
      period: { value: day }
      account: { column: [Account ID, Account] }
      serviceName: { column: [Service, Product] }
`,
  },
  {
    tools: ['cloudability'],
    how: 'Cloudability: the API runs a cost report; where the FOCUS export is on, hand that in instead, without a map.',
    language: 'yaml',
    code: `# curl -s -u "$CLOUDABILITY_KEY:" "https://api.cloudability.com/v3/reporting/cost/run?dimensions=date,vendor_account_identifier,service_name&metrics=unblended_cost&start_date=2026-11-01&end_date=2026-11-30" > cost.json
# assay import cost.json --map cloudability.yaml --system SYSTEM
assay: map/v1
tool: Cloudability
reads: json
rows: /results/*
records:
  - kind: cost
    fields:
      amount: { column: unblended_cost }
      currency: { value: USD }
      from: { column: date }
      period: { value: day }
      account: { column: vendor_account_identifier }
      serviceName: { column: service_name }
`,
  },
];

const INVENTORY: readonly Export[] = [
  {
    tools: ['flexnet-manager'],
    how: 'FlexNet Manager (Flexera One IT Asset Management): in Inventory > All installed applications, show the columns below, then Export > CSV.',
    language: 'yaml',
    code: `# assay import installed-applications.csv --map flexnet.yaml --happened 2026-11-23
assay: map/v1
tool: FlexNet Manager
reads: csv
records:
  - kind: practice
    once: true
    fields:
      aspect: { value: inventory }
      note: { value: FlexNet listed the installed applications }
  - kind: resource
    fields:
      type: { value: host }
      host: { column: [Inventory Device, Device name, Computer] }
      owner: { column: [Corporate Unit, Location, Assigned user] }
      reaches: { value: inventory }
      at: { column: [Last inventory date, Inventory date], format: dd/mm/yyyy }
  - kind: component
    fields:
      name: { column: [Application, Product, Name] }
      version: { column: Version }
      host: { column: [Inventory Device, Device name, Computer] }
`,
  },
  {
    tools: ['chef-habitat'],
    how: 'Chef Habitat: Builder’s API lists the packages of an origin, and the name of a release is when it was built.',
    language: 'yaml',
    code: `# curl -s "https://bldr.habitat.sh/v1/depot/pkgs/ORIGIN?range=0" -H "Authorization: Bearer $HAB_AUTH_TOKEN" > packages.json
# assay import packages.json --map habitat.yaml --system SYSTEM
assay: map/v1
tool: Chef Habitat
reads: json
rows: /data/*
records:
  - kind: practice
    fields:
      aspect: { value: cicd }
      at: { column: release, format: yyyymmddHHMMSS }
      reference: { column: release }
      service: { column: name }
      note: { value: Builder built a release }
  - kind: component
    fields:
      name: { column: name }
      version: { column: version }
`,
  },
];

const ACCESS: readonly Export[] = [
  {
    tools: ['lastpass'],
    how: 'LastPass Business: the Enterprise API (Advanced > Enterprise API) gives the users; never export a vault.',
    language: 'yaml',
    code: `# jq -n '{cid: env.LASTPASS_CID, provhash: env.LASTPASS_HASH, cmd: "getuserdata"}' | curl -s -d @- https://lastpass.com/enterpriseapi.php > users.json
# assay import users.json --map lastpass.yaml --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: LastPass
reads: json
rows: /Users/*
complete: true
records:
  - kind: practice
    once: true
    fields:
      aspect: { value: access }
      note: { value: LastPass listed its users }
  - kind: identity
    fields:
      signIn: { column: username }
      name: { column: fullname }
      central: { value: yes }
      active: { column: disabled, map: { true: no, false: yes, 1: no, 0: yes }, value: yes }
      admin: { column: admin, value: no }
      mfa: { column: multifactor, map: { none: no, false: no }, otherwise: yes, value: no }
      created: { column: created }
      lastUsed: { column: last_login }
      credentialChanged: { column: last_pw_change }
`,
  },
  {
    tools: ['lastpass'],
    how: 'LastPass without its API: Admin Console > Users > All users > Export writes the users as CSV; name the columns as your file has them.',
    language: 'yaml',
    code: `# assay import users.csv --map lastpass-csv.yaml --happened 2026-11-23
assay: map/v1
tool: LastPass
reads: csv
records:
  - kind: identity
    when: { column: Status, in: [Active, Enabled, Disabled] }
    fields:
      signIn: { column: [Email, Username] }
      name: { column: [Name, Full name] }
      central: { value: yes }
      active: { column: Status, map: { Active: yes, Enabled: yes, Disabled: no } }
      mfa: { column: [Multifactor, MFA], map: { Disabled: no, None: no }, otherwise: yes, value: no }
      lastUsed: { column: Last login, empty: [Never, N/A] }
`,
  },
  {
    tools: ['pmapper'],
    how: 'PMapper: build the graph, then let it analyse who can become whom.',
    language: 'yaml',
    code: `# pmapper --profile PROFILE graph create
# pmapper --account ACCOUNT-ID analysis --output-type json > pmapper.json
# assay import pmapper.json --map pmapper.yaml --system SYSTEM --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: PMapper
reads: json
rows: /findings/*
records:
  - kind: practice
    once: true
    fields:
      aspect: { value: configuration }
      note: { value: PMapper analysed the account }
  - kind: result
    fields:
      aspect: { value: configuration }
      rule: { column: title }
      title: { column: title }
      status: { value: fail }
      severity: { column: severity }
      message: { column: impact }
`,
  },
  {
    tools: ['repokid'],
    how: 'Repokid: its list of roles is written to `table.csv`, with how many permissions each role has and never used.',
    language: 'yaml',
    code: `# repokid update_role_cache ACCOUNT-ID && repokid display_role_cache ACCOUNT-ID
# assay import table.csv --map repokid.yaml --system SYSTEM --happened "$(date -u +%FT%TZ)"
assay: map/v1
tool: Repokid
reads: csv
records:
  - kind: result
    fields:
      aspect: { value: configuration }
      rule: { value: unused-permissions }
      title: { value: The role has no permission that it never used }
      status: { column: Repoable, map: { 0: pass }, otherwise: fail }
      severity: { value: medium }
      key: { column: Name }
      resourceType: { value: identity }
      resourceName: { column: Name }
      at: { column: Refreshed }
  - kind: practice
    when: { column: Repoed, matches-prefix: "20" }
    fields:
      aspect: { value: remediation }
      at: { column: Repoed }
      note: { value: Repokid took unused permissions away }
      key: { column: Name }
      resourceType: { value: identity }
`,
  },
];

/** One entry for each tool that comes in by a map. */
export const EXAMPLES: readonly Export[] = [...COST, ...INVENTORY, ...ACCESS, ...WATCHING];
