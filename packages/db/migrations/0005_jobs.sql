-- Background jobs. graphile_worker's tables are made by `daybook migrate` before this. The recorder runs jobs; the apps
-- only ask for one, through a function that knows which jobs there are: a queue that an app could write to would let it
-- have anything done with the recorder's rights.
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA graphile_worker TO daybook_recorder;
--> statement-breakpoint
GRANT SELECT ON graphile_worker.migrations, graphile_worker.jobs TO daybook_recorder;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE
  ON graphile_worker._private_jobs, graphile_worker._private_job_queues, graphile_worker._private_tasks,
    graphile_worker._private_known_crontabs
  TO daybook_recorder;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION graphile_worker.force_unlock_workers(text[]) TO daybook_recorder;
--> statement-breakpoint
-- Its tables come with row-level security on and no policy, which closes them to all but the owner.
CREATE POLICY jobs_recorder ON graphile_worker._private_jobs TO daybook_recorder USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY job_queues_recorder ON graphile_worker._private_job_queues TO daybook_recorder
  USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY known_crontabs_recorder ON graphile_worker._private_known_crontabs TO daybook_recorder
  USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY tasks_recorder ON graphile_worker._private_tasks TO daybook_recorder USING (true) WITH CHECK (true);
--> statement-breakpoint

-- Asks for a job, once per task and subject: asked again before it has begun, it stays one. The payload is an id and
-- nothing else, so that the queue holds nothing of a tenant. Takes effect with the commit.
CREATE FUNCTION enqueue_job(task text, subject uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF task IS NULL OR task <> 'exports.write' OR subject IS NULL THEN
    RAISE EXCEPTION 'there is no task %', coalesce(task, 'without a name') USING ERRCODE = '22023';
  END IF;
  PERFORM graphile_worker.add_job(
    task,
    json_build_object('id', subject),
    job_key => format('%s:%s', task, subject)
  );
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION enqueue_job(text, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_job(text, uuid) TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
--> statement-breakpoint

-- A job works on somebody's behalf and asks each time whether they may still. Passwords are no business of its.
GRANT SELECT (id, organisation_id, realm, role, email, name, status, time_zone) ON users TO daybook_recorder;
--> statement-breakpoint
CREATE POLICY users_recorder ON users FOR SELECT TO daybook_recorder USING (true);
