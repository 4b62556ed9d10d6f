-- What can be asked of a log, as numbers: a value of one kind in one tenant is one token. Tenants share no token, so the
-- postings of a small tenant are as short as if it were alone. Two values may share a token: the columns themselves are
-- always compared as well.
CREATE FUNCTION event_token(tenant uuid, kind integer, value text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(value, uuid_hash_extended(tenant, kind));
--> statement-breakpoint

-- The tokens of an event: its tenant, and each value that a filter may name. The kinds are those of `queries/tokens.ts`.
-- Success is what nearly all events have, and nobody needs an index to find it.
CREATE FUNCTION event_tokens(
  tenant uuid, actor_key text, action text, module text, operation text, outcome text, area text
) RETURNS bigint[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(
  ARRAY[
    event_token(tenant, 0, ''),
    event_token(tenant, 1, actor_key),
    event_token(tenant, 2, replace(lower(action), '.', '_')),
    event_token(tenant, 3, module),
    event_token(tenant, 4, operation),
    event_token(tenant, 5, nullif(outcome, 'success')),
    event_token(tenant, 6, area)
  ],
  NULL
);
--> statement-breakpoint

-- Serves every filtered page and count (queries/find-positions.ts): any combination of actor, action, module, operation,
-- outcome, area and words, in one index, because two indexes combined read all of both. New rows wait in a pending list
-- (fastupdate), which makes writing about five times as fast and reading the newest month a little slower.
CREATE INDEX events_search ON events USING gin (
  event_tokens(tenant_id, actor_key, action, module, operation, outcome, area), search gin_trgm_ops, search_evidence
) WITH (fastupdate = on, gin_pending_list_limit = 32768);
--> statement-breakpoint

REVOKE EXECUTE ON FUNCTION event_token(uuid, integer, text),
  event_tokens(uuid, text, text, text, text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION event_token(uuid, integer, text), event_tokens(uuid, text, text, text, text, text, text)
  TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
