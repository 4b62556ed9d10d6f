-- Who may do what. The apps' privileges are held by group roles that cannot sign in; each app signs in with a role of
-- its own database, made by `daybook migrate`, that is a member of its group. Roles belong to the whole server, so they
-- may exist already.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['daybook_portal', 'daybook_partner', 'daybook_staff', 'daybook_recorder'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of this server was migrated at the same moment
      END;
    END IF;
  END LOOP;
END
$$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint

-- Months of the log. Dates outside them live in events_default and read the same.
CREATE TABLE events_default PARTITION OF events DEFAULT;
--> statement-breakpoint

-- The second wall behind the grants: rows of the log are written once. Truncating is not a row's trigger, so each
-- partition needs its own.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % refused: the log is append-only', lower(TG_OP), TG_TABLE_NAME USING ERRCODE = 'DY403';
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER events_append_only_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER events_append_only_truncate BEFORE TRUNCATE ON events_default FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_entries_append_only BEFORE UPDATE OR DELETE ON log_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER log_entries_append_only_truncate BEFORE TRUNCATE ON log_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A head only ever moves forward.
CREATE FUNCTION refuse_head_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.tenant_id = OLD.tenant_id AND NEW.next_number >= OLD.next_number THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% of a log head refused: a log only grows', lower(TG_OP) USING ERRCODE = 'DY403';
END
$$;
--> statement-breakpoint
CREATE TRIGGER log_heads_forward BEFORE UPDATE OR DELETE ON log_heads FOR EACH ROW EXECUTE FUNCTION refuse_head_change();
--> statement-breakpoint
CREATE TRIGGER log_heads_forward_truncate BEFORE TRUNCATE ON log_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_head_change();
--> statement-breakpoint

-- Makes the partitions of the months from `back` before this one to `ahead` after it; answers how many were made. A
-- month of which events_default already holds rows is left there: moving them would rewrite the log.
CREATE FUNCTION make_months(back integer, ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  patience text := current_setting('lock_timeout');
  this_month timestamp := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC');
  missing timestamp[];
  month timestamp;
  partition_name text;
  made integer := 0;
BEGIN
  IF back NOT BETWEEN 0 AND 120 OR ahead NOT BETWEEN 0 AND 120 THEN
    RAISE EXCEPTION 'make_months takes 0 to 120 months each way' USING ERRCODE = '22023';
  END IF;
  -- One at a time: two callers would race to create the same month.
  PERFORM pg_advisory_xact_lock(hashtextextended('daybook.make_months', 0));
  SELECT coalesce(array_agg(m.month ORDER BY m.month), '{}') INTO missing
  FROM (SELECT this_month + make_interval(months => step) AS month FROM generate_series(-back, ahead) AS step) AS m
  WHERE to_regclass('public.events_' || to_char(m.month, 'YYYY_MM')) IS NULL
    AND NOT EXISTS (
      SELECT FROM events_default d
      WHERE d.occurred_at >= m.month AT TIME ZONE 'UTC'
        AND d.occurred_at < (m.month + interval '1 month') AT TIME ZONE 'UTC'
    );
  IF cardinality(missing) = 0 THEN
    RETURN 0;
  END IF;

  -- Making a partition locks out all readers and writers for a moment. While we wait for those at work, others wait
  -- behind us: so we wait a little, step back, and try again.
  PERFORM set_config('lock_timeout', '150ms', true);
  FOR attempt IN 1 .. 15 LOOP
    BEGIN
      LOCK TABLE ONLY events, ONLY events_default IN ACCESS EXCLUSIVE MODE;
      EXIT;
    EXCEPTION WHEN lock_not_available THEN
      IF attempt = 15 THEN
        RAISE;
      END IF;
      PERFORM pg_sleep(random() * 0.1);
    END;
  END LOOP;
  PERFORM set_config('lock_timeout', patience, true);

  FOREACH month IN ARRAY missing LOOP
    partition_name := 'events_' || to_char(month, 'YYYY_MM');
    BEGIN
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)',
        partition_name,
        month AT TIME ZONE 'UTC',
        (month + interval '1 month') AT TIME ZONE 'UTC'
      );
      EXECUTE format(
        'CREATE TRIGGER events_append_only_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
        partition_name
      );
      made := made + 1;
    EXCEPTION WHEN check_violation THEN
      NULL; -- events_default got an event of this month since we looked
    END;
  END LOOP;
  RETURN made;
END
$$;
--> statement-breakpoint
SELECT make_months(3, 3);
--> statement-breakpoint

-- Every organisation has a log from its first moment.
CREATE FUNCTION open_log() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO log_heads (tenant_id) VALUES (NEW.id);
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER organisations_open_log AFTER INSERT ON organisations FOR EACH ROW EXECUTE FUNCTION open_log();
--> statement-breakpoint

-- Appends events to their logs; the last thing a transaction does. `entries` is a JSON array of rows, in order.
-- Answers, per entry and in that order, the entry as the log has it: an entry whose leaf_hash is the caller's own was
-- recorded now; any other was there already under that id, and comes with the salt and the time it was recorded with,
-- so that the caller can tell a retry from a conflict.
CREATE FUNCTION append_events(entries json)
RETURNS TABLE (entry_position bigint, number bigint, leaf_hash bytea, recorded_at timestamptz, salt bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  tenants uuid[];
  ids uuid[];
  leaves text[];
  earliest timestamptz;
  latest timestamptz;
  timed bigint;
  tenant uuid;
BEGIN
  -- Below, each statement must see what was committed while we waited for the locks.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'append_events needs a READ COMMITTED transaction' USING ERRCODE = '25001';
  END IF;

  -- Whoever makes months waits for readers, and we must not wait behind it while a reader waits for our heads.
  LOCK TABLE ONLY events, ONLY events_default IN ROW EXCLUSIVE MODE;

  -- Reading JSON is dear: what is needed more than once is kept, so that the whole is read only once more.
  SELECT array_agg(e.tenant_id ORDER BY e.position), array_agg(e.id ORDER BY e.position),
    array_agg(e.leaf_hash ORDER BY e.position), min(e.recorded_at), max(e.recorded_at), count(e.recorded_at)
  INTO tenants, ids, leaves, earliest, latest, timed
  FROM ROWS FROM (json_to_recordset(entries) AS (tenant_id uuid, id uuid, leaf_hash text, recorded_at timestamptz))
    WITH ORDINALITY AS e (tenant_id, id, leaf_hash, recorded_at, position);

  -- 1. Lock the heads, always in the same order: two transactions that write the same logs queue up, never deadlock.
  FOR tenant IN
    SELECT DISTINCT t.id FROM unnest(tenants) AS t (id) ORDER BY t.id
  LOOP
    PERFORM FROM log_heads h WHERE h.tenant_id = tenant FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is no log %', tenant USING ERRCODE = 'DY404';
    END IF;
  END LOOP;

  -- The leaf commits to recorded_at: a host whose clock is off must not put a wrong time under a signature.
  IF timed < cardinality(tenants)
    OR clock_timestamp() - earliest > interval '10 seconds' OR latest - clock_timestamp() > interval '10 seconds'
  THEN
    RAISE EXCEPTION 'recorded_at is more than 10 seconds from the clock of the database (%)', clock_timestamp()
      USING ERRCODE = 'DY425';
  END IF;

  -- 2. Number and insert what is not there yet. The heads are ours until the commit, so the order of numbers is the
  -- order of commits, and a rollback gives its numbers back.
  WITH input AS (
    SELECT e.*
    FROM ROWS FROM (json_to_recordset(entries) AS (
      tenant_id uuid, occurred_at timestamptz(3), id uuid, recorded_at timestamptz(3), claimed_at timestamptz(3),
      action text, operation text, module text, area text, outcome text, actor_key text, actor_type text,
      actor_id text, actor_name text, actor_email text, target_type text, target_id text, target_name text,
      session_id text, request_id text, correlation_id text, channel text, ip text, ip_address inet, body jsonb, search text,
      evidence_words text[], salt text, leaf_hash text
    )) WITH ORDINALITY AS e (
      tenant_id, occurred_at, id, recorded_at, claimed_at, action, operation, module, area, outcome, actor_key,
      actor_type, actor_id, actor_name, actor_email, target_type, target_id, target_name, session_id, request_id,
      correlation_id, channel, ip, ip_address, body, search, evidence_words, salt, leaf_hash, position
    )
  ),
  fresh AS (
    SELECT DISTINCT ON (i.tenant_id, i.id) i.*
    FROM input i
    WHERE NOT EXISTS (SELECT FROM log_entries l WHERE l.tenant_id = i.tenant_id AND l.event_id = i.id)
    ORDER BY i.tenant_id, i.id, i.position
  ),
  numbered AS (
    SELECT f.*, h.next_number - 1 + row_number() OVER (PARTITION BY f.tenant_id ORDER BY f.position) AS number
    FROM fresh f JOIN log_heads h ON h.tenant_id = f.tenant_id
  ),
  inserted_events AS (
    INSERT INTO events (
      tenant_id, occurred_at, number, id, recorded_at, claimed_at, action, operation, module, area, outcome,
      actor_key, actor_type, actor_id, actor_name, actor_email, target_type, target_id, target_name, session_id,
      request_id, correlation_id, channel, ip, ip_address, body, search, search_evidence, salt
    )
    SELECT
      n.tenant_id, n.occurred_at, n.number, n.id, n.recorded_at, n.claimed_at, n.action, n.operation, n.module, n.area,
      n.outcome, n.actor_key, n.actor_type, n.actor_id, n.actor_name, n.actor_email, n.target_type, n.target_id,
      n.target_name, n.session_id, n.request_id, n.correlation_id, n.channel, n.ip, n.ip_address, n.body, n.search,
      array_to_tsvector(n.evidence_words), decode(n.salt, 'hex')
    FROM numbered n
  ),
  inserted_entries AS (
    INSERT INTO log_entries (tenant_id, number, event_id, occurred_at, leaf_hash)
    SELECT n.tenant_id, n.number, n.id, n.occurred_at, decode(n.leaf_hash, 'hex') FROM numbered n
  )
  UPDATE log_heads h
  SET next_number = h.next_number + added.count
  FROM (SELECT n.tenant_id, count(*) AS count FROM numbered n GROUP BY n.tenant_id) AS added
  WHERE h.tenant_id = added.tenant_id;

  -- 3. Answer from the log itself, in a new statement that sees it.
  RETURN QUERY
  SELECT i.position, l.number, l.leaf_hash, e.recorded_at, e.salt
  FROM unnest(tenants, ids, leaves) WITH ORDINALITY AS i (tenant_id, id, leaf_hash, position)
  JOIN log_entries l ON l.tenant_id = i.tenant_id AND l.event_id = i.id
  LEFT JOIN events e
    ON l.leaf_hash <> decode(i.leaf_hash, 'hex')
    AND e.tenant_id = l.tenant_id AND e.occurred_at = l.occurred_at AND e.number = l.number
  ORDER BY i.position;
END
$$;
--> statement-breakpoint

-- Grants. What is not granted here is refused; a test reads them back from the catalog. Functions are open to everybody
-- unless this is said, so it is said for all that this owner will ever make.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION refuse_change(), refuse_head_change(), open_log(), make_months(integer, integer), append_events(json)
  FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION append_events(json) TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION make_months(integer, integer) TO daybook_recorder;
--> statement-breakpoint
GRANT SELECT ON organisations, log_heads, log_entries, events
  TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
--> statement-breakpoint
GRANT SELECT ON users TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT SELECT, INSERT ON sessions TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
-- A visit is used, renewed and ended; whose it is, and how it began, is written once.
GRANT UPDATE (last_active_at, expires_at, ended_at, end_reason, ended_by, end_note) ON sessions
  TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT SELECT ON api_keys TO daybook_recorder;
--> statement-breakpoint
GRANT UPDATE (last_used_at) ON api_keys TO daybook_recorder;
--> statement-breakpoint
-- So that an app can tell whether the schema is the one it was written for.
GRANT USAGE ON SCHEMA drizzle TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
--> statement-breakpoint

-- People and visits of one realm are no business of another realm's app. The staff app governs them all.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY users_portal ON users TO daybook_portal USING (realm = 'client') WITH CHECK (realm = 'client');
--> statement-breakpoint
CREATE POLICY users_partner ON users TO daybook_partner USING (realm = 'partner') WITH CHECK (realm = 'partner');
--> statement-breakpoint
CREATE POLICY users_staff ON users TO daybook_staff USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY sessions_portal ON sessions TO daybook_portal USING (realm = 'client') WITH CHECK (realm = 'client');
--> statement-breakpoint
CREATE POLICY sessions_partner ON sessions TO daybook_partner USING (realm = 'partner') WITH CHECK (realm = 'partner');
--> statement-breakpoint
CREATE POLICY sessions_staff ON sessions TO daybook_staff USING (true) WITH CHECK (true);
