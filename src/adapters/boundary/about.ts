import type { About } from '../about.ts';

export const about: About = {
  reads: 'HashiCorp Boundary: users and sessions (JSON), audit events (CloudEvents NDJSON)',
  exports: [
    {
      tools: ['boundary'],
      how: 'List users and sessions.',
      code: `boundary users list -recursive -format json > boundary-users.json
boundary sessions list -recursive -include-terminated -format json > boundary-sessions.json`,
    },
    {
      tools: ['boundary'],
      how: 'Let the controller write its audit events to a file, in its configuration.',
      code: `events {
  audit_enabled = true
  sink {
    name        = "audit"
    event_types = ["audit"]
    format      = "cloudevents-json"
    file { path = "/var/log/boundary" file_name = "audit.ndjson" }
  }
}`,
      language: 'hcl',
    },
  ],
  proves: [
    'Who can sign in to Boundary, and that a directory (OIDC, LDAP) knows them, where it lets them in.',
    'That access to hosts went through Boundary, once for each day that had a session.',
    'That audit events arrive, once for each day of them.',
  ],
  limits: [
    'That hosts cannot be reached without Boundary.',
    'What was asked and answered is never read; of people only their keys are kept.',
    'A list of users names no time, so say it with `--happened`.',
  ],
};
