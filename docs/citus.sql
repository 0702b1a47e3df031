-- Spreads the tables of Assay over the workers of a Citus cluster (13 or later), by organization.
-- Run it once, as the owner of the tables, after `assay upgrade` has made them. docs/scale.md explains each step.

-- Append-only tables have triggers. They look at rows of their own organization only, which lie in the same place.
set citus.enable_unsafe_triggers to on;

-- The organization itself leads: everything that it owns is kept beside it.
select create_distributed_table('organization', 'id');

select create_distributed_table(owned, 'organization', colocate_with => 'organization')
from unnest(array[
  'team', 'system', 'attribution', 'exemption', 'map', 'webhook', 'document', 'refusal',
  'evidence', 'sighting', 'record', 'cost',
  'thing', 'thing_key', 'thing_alias', 'claim', 'result', 'complete_run', 'system_change', 'content', 'latest',
  'audit', 'subscription', 'note', 'log_leaf', 'log_tile', 'plan', 'workshop', 'witness'
]) as owned;

-- People belong to no organization, are few, and are looked up by every server.
select create_reference_table(shared)
from unnest(array['person', 'identity', 'passkey', 'session', 'store_state', 'erased']) as shared;

-- The rest stays where it is, on the coordinator: what is looked for in every organization at once, by a token, an
-- invitation or a due job, and what is locked row by row while servers share work.
--   schema_version, schedule, job, answer, upload_part, token, trust, invitation, member
