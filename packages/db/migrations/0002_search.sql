-- What can be asked of a log, as numbers: a value of one kind in one tenant is one token. Tenants share no token, so the
-- postings of a small tenant are as short as if it were alone. Two values may share a token: the columns themselves are
-- always compared as well.
CREATE FUNCTION event_token(tenant uuid, kind integer, value text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(value, uuid_hash_extended(tenant, kind));
--> statement-breakpoint

-- The tokens of an event: its tenant, and each value that a filter may name. The kinds are those of `queries/tokens.ts`.
-- What nearly all events have (success, a user, nobody assumed) is no token: nobody needs an index to find it. An address
-- also has the networks it lies in, and an action the segment it begins with.
CREATE FUNCTION event_tokens(
  tenant uuid, actor_key text, actor_type text, action text, module text, operation text, outcome text, area text,
  target_type text, channel text, assumed boolean, ip inet
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
    event_token(tenant, 6, area),
    event_token(tenant, 7, nullif(actor_type, 'user')),
    event_token(tenant, 8, target_type),
    event_token(tenant, 9, channel),
    event_token(tenant, 10, CASE WHEN assumed THEN '' END),
    event_token(tenant, 11, host(ip)),
    event_token(tenant, 12, text(network(set_masklen(ip, CASE family(ip) WHEN 4 THEN 24 ELSE 64 END)))),
    event_token(tenant, 12, text(network(set_masklen(ip, CASE family(ip) WHEN 4 THEN 16 ELSE 48 END)))),
    event_token(tenant, 13, split_part(replace(lower(action), '.', '_'), '_', 1))
  ],
  NULL
);
--> statement-breakpoint

-- Serves every filtered page and count (queries/find-positions.ts): any combination of the values above and of words
-- and names, in one index, because two indexes combined read all of both. New rows wait in a pending list (fastupdate),
-- which makes writing about five times as fast and reading the newest month a little slower.
CREATE INDEX events_search ON events USING gin (
  event_tokens(
    tenant_id, actor_key, actor_type, action, module, operation, outcome, area, target_type, channel,
    (body ? 'assumedBy'), ip_address
  ),
  search gin_trgm_ops, search_evidence
) WITH (fastupdate = on, gin_pending_list_limit = 32768);
--> statement-breakpoint

-- Identifiers, each the name of a few events: as tokens of eight bytes, which no tenant shares, and in order of time, so
-- that the events nearest to another are read from the index however many there are. Rows without one are not in it.
-- They serve the filter of their name and the events related to one (queries/related.ts).
-- target_id:… and "same target"
CREATE INDEX events_target ON events (event_token(tenant_id, 20, target_id), occurred_at) WHERE target_id IS NOT NULL;
--> statement-breakpoint
-- session:… and "same session"
CREATE INDEX events_session ON events (event_token(tenant_id, 21, session_id), occurred_at) WHERE session_id IS NOT NULL;
--> statement-breakpoint
-- request:… and "same request"
CREATE INDEX events_request ON events (event_token(tenant_id, 22, request_id), occurred_at) WHERE request_id IS NOT NULL;
--> statement-breakpoint
-- correlation:… and "same correlation"
CREATE INDEX events_correlation ON events (event_token(tenant_id, 23, correlation_id), occurred_at)
  WHERE correlation_id IS NOT NULL;
--> statement-breakpoint
-- batch:… and "same batch"
CREATE INDEX events_batch ON events (event_token(tenant_id, 24, (body ->> 'batchId')), occurred_at)
  WHERE (body ->> 'batchId') IS NOT NULL;
--> statement-breakpoint
-- "events that this one led to"
CREATE INDEX events_parent ON events (event_token(tenant_id, 25, (body ->> 'parentId')), occurred_at)
  WHERE (body ->> 'parentId') IS NOT NULL;
--> statement-breakpoint

REVOKE EXECUTE ON FUNCTION event_token(uuid, integer, text),
  event_tokens(uuid, text, text, text, text, text, text, text, text, text, boolean, inet) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION event_token(uuid, integer, text),
  event_tokens(uuid, text, text, text, text, text, text, text, text, text, boolean, inet)
  TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
