import type { About } from '../about.ts';
import { EXAMPLES } from './examples.ts';

export const about: About = {
  reads: 'any table (CSV, NDJSON, JSON) that a map explains (`assay: map/v1`)',
  exports: [
    {
      tools: [],
      how: 'A map says what the columns of an export mean. It is YAML or JSON, and editors complete it from `map.schema.json`. Name it when you hand the export in: `assay import FILE --map MAP.yaml`.',
      language: 'yaml',
      code: `assay: map/v1
name: Patch results of our own scanner    # for people
tool: Our scanner                         # who made the export
reads: csv                                # csv, ndjson or json; for json, rows: /items/* says where its rows are
complete: true                            # the full answer: what it no longer names is gone
records:                                  # each row becomes all of these whose conditions hold
  - kind: result                          # practice resource result cost identity component event rule plan
    when: { column: Type, in: [os, app] } # or equals: …, or matches-prefix: …; a list where all have to hold
    fields:
      aspect: { value: patch }                             # a constant
      rule: { column: [CVE, Id] }                          # the first of these columns that is not empty
      status: { column: State, map: { Open: fail, Fixed: pass }, otherwise: skipped }
      severity: { column: CVSS, value: medium }            # value: what an empty cell means
      at: { column: Seen, empty: Never, format: dd/mm/yyyy HH:MM } # iso, epoch-seconds, epoch-milliseconds …
      host: { column: Machine }                            # names the thing; see below
  - kind: practice
    once: true                            # one for the whole file
    fields: { aspect: { value: patch } }`,
    },
    {
      tools: [],
      how: 'What a record is about is named by one or more of `arn`, `cloudId`, `repository`, `image`, `host`, `service`, `signIn`, `key` and `account`, so that other tools’ evidence meets it. In JSON a column is a member’s name, or a JSON Pointer such as `/event/host`.',
    },
    {
      tools: [],
      how: 'A file can carry its map: the map as JSON on the first line, the export behind it as it is.',
      code: `(yq -o=json -I=0 MAP.yaml; cat EXPORT.csv) > mapped.csv
assay import mapped.csv --system SYSTEM`,
    },
    ...EXAMPLES,
  ],
  proves: [
    'What the map says that the columns mean; the map is part of the evidence where the file carries it.',
    'Only mapped columns are read: nothing of the others is kept, and columns that are called password, secret or token cannot be mapped.',
    'Each row stands for itself: one that cannot be read is a problem with its line, which does not quote it.',
  ],
  limits: [
    'Whether the map is right: check it with a preview before you rely on it.',
    'A map can lower the degree of automation, never raise it: that is decided by who hands the file in.',
    'Times without a zone are taken as UTC.',
    'A map alone is no evidence, and is refused with advice.',
  ],
};
