GRANT SELECT, INSERT, DELETE ON sign_in_challenges, totp_factors, recovery_codes, mail_factors, password_resets
  TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
-- What a challenge was made for, and whose it is, is written once.
GRANT UPDATE (user_ids, factors, tries_left, closed_at, mailed_code, mails_left) ON sign_in_challenges
  TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT UPDATE (last_step) ON totp_factors TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT UPDATE (used_at) ON password_resets TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT UPDATE (password_hash) ON users TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT UPDATE (used_at) ON recovery_codes TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
-- Counted over all apps: a network that guesses in one has guessed in the others.
GRANT SELECT, INSERT, UPDATE, DELETE ON guess_limits TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
-- A session goes on under a new token when what it may do has changed, and notes when its person was sure.
GRANT UPDATE (id, confirmed_at) ON sessions TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint

-- As for people and visits: what one realm's people sign in with is no business of another realm's app.
ALTER TABLE sign_in_challenges ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE totp_factors ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY sign_in_challenges_portal ON sign_in_challenges TO daybook_portal
  USING (realm = 'client') WITH CHECK (realm = 'client');
--> statement-breakpoint
CREATE POLICY sign_in_challenges_partner ON sign_in_challenges TO daybook_partner
  USING (realm = 'partner') WITH CHECK (realm = 'partner');
--> statement-breakpoint
CREATE POLICY sign_in_challenges_staff ON sign_in_challenges TO daybook_staff USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY totp_factors_portal ON totp_factors TO daybook_portal
  USING (realm = 'client') WITH CHECK (realm = 'client');
--> statement-breakpoint
CREATE POLICY totp_factors_partner ON totp_factors TO daybook_partner
  USING (realm = 'partner') WITH CHECK (realm = 'partner');
--> statement-breakpoint
CREATE POLICY totp_factors_staff ON totp_factors TO daybook_staff USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE mail_factors ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY mail_factors_portal ON mail_factors TO daybook_portal
  USING (realm = 'client') WITH CHECK (realm = 'client');
--> statement-breakpoint
CREATE POLICY mail_factors_partner ON mail_factors TO daybook_partner
  USING (realm = 'partner') WITH CHECK (realm = 'partner');
--> statement-breakpoint
CREATE POLICY mail_factors_staff ON mail_factors TO daybook_staff USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE password_resets ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY password_resets_portal ON password_resets TO daybook_portal
  USING (realm = 'client') WITH CHECK (realm = 'client');
--> statement-breakpoint
CREATE POLICY password_resets_partner ON password_resets TO daybook_partner
  USING (realm = 'partner') WITH CHECK (realm = 'partner');
--> statement-breakpoint
CREATE POLICY password_resets_staff ON password_resets TO daybook_staff USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY recovery_codes_portal ON recovery_codes TO daybook_portal
  USING (realm = 'client') WITH CHECK (realm = 'client');
--> statement-breakpoint
CREATE POLICY recovery_codes_partner ON recovery_codes TO daybook_partner
  USING (realm = 'partner') WITH CHECK (realm = 'partner');
--> statement-breakpoint
CREATE POLICY recovery_codes_staff ON recovery_codes TO daybook_staff USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What is sent is nothing an app has to read again.
GRANT INSERT ON mails TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT SELECT, DELETE ON mails TO daybook_recorder;
--> statement-breakpoint

-- As it was, for one task more.
CREATE OR REPLACE FUNCTION enqueue_job(task text, subject uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF task IS NULL OR task NOT IN ('exports.write', 'mails.send') OR subject IS NULL THEN
    RAISE EXCEPTION 'there is no task %', coalesce(task, 'without a name') USING ERRCODE = '22023';
  END IF;
  PERFORM graphile_worker.add_job(
    task,
    json_build_object('id', subject),
    job_key => format('%s:%s', task, subject)
  );
END
$$;
