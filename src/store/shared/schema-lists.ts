import type { DialectWords } from './schema.ts';

/**
 * What `latest` keeps of these words, in characters: an index of PostgreSQL holds 2,704 bytes of a row (its
 * manual, "B-Tree Indexes").
 */
export const KEPT = { name: 200, version: 80, licence: 100 } as const;

/** Types of package URLs that lists tell apart (github.com/package-url/purl-spec, purl-types-index.json). */
export const ECOSYSTEMS = [
  'alpm',
  'apk',
  'cargo',
  'cocoapods',
  'composer',
  'conan',
  'conda',
  'deb',
  'docker',
  'gem',
  'generic',
  'github',
  'golang',
  'hex',
  'maven',
  'npm',
  'nuget',
  'oci',
  'pub',
  'pypi',
  'rpm',
  'swift',
] as const;

/**
 * What lists need: `latest` holds each identity and each component of a thing once, as the newest document
 * says it; records repeat them in every document. Unknown words are '' there, so that they can be in its key
 * and be ordered. An identity's entry is '', a component's its name and version.
 */
export function lists({ whole, json, unfenced }: DialectWords): string[] {
  const cut = (words: string, most: number) => `substr(coalesce(${words}, ''), 1, ${most})`;
  const text = (name: string) => `coalesce(${json('data', name, 'text')}, '')`;
  const [name, version] = [cut('name', KEPT.name), cut(json('data', 'version', 'text'), KEPT.version)];
  const purl = json('data', 'purl', 'text');
  const ecosystems = ECOSYSTEMS.map((type) => `when ${purl} like 'pkg:${type}/%' then '${type}'`).join(' ');
  const types = `case when kind = 'identity' then ${text('type')} ${ecosystems} else '' end`;
  const truths = ['central', 'active', 'admin', 'mfa'].map((each) => json('data', each, 'truth')).join(', ');
  const times = ['created', 'lastUsed', 'credentialChanged'].map((each) => json('data', each, 'whole'));
  return [
    `create table latest (organization text not null, kind text not null, system text not null, thing text not null,
      entry text not null, name text not null, version text not null, licence text not null, account text not null,
      type text not null, central ${whole}, active ${whole}, admin ${whole}, mfa ${whole}, created ${whole}, used ${whole},
      changed ${whole}, first_seen ${whole} not null, last_seen ${whole} not null, document text not null, ordinal ${whole} not null,
      primary key (organization, kind, system, thing, entry))`,
    ...unfenced,
    // What an older Assay read.
    `insert into latest
      select organization, kind, owner, holder, entry, ${name}, ${version},
        ${cut(json('data', 'licence', 'text'), KEPT.licence)}, ${text('account')}, ${types}, ${truths},
        ${times.join(', ')}, first_at, at, document, ordinal
      from (select keyed.*, min(at) over (partition by organization, kind, owner, holder, entry) as first_at,
        row_number() over (partition by organization, kind, owner, holder, entry
          order by at desc, document desc, ordinal desc) as place
        from (select record.*, coalesce(system, '') as owner, coalesce(thing, '') as holder,
          case when kind = 'identity' then '' else ${name} || ' ' || ${version} end as entry
          from record where kind in ('identity', 'component')) as keyed) as ranked where place = 1`,
    'create index latest_name on latest (organization, kind, name, version, licence, system, thing)',
    'create index latest_thing on latest (organization, thing)',
    'create index thing_name on thing (organization, substr(name, 1, 200), id) where counts_as is null',
    'create index thing_new on thing (organization, first_seen, id) where counts_as is null',
    `create index finding_new on result (organization, open_since, fingerprint) where status = 'fail'`,
  ];
}
