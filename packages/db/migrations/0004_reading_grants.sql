GRANT SELECT ON count_heads, event_counts, daily_counts, monthly_counts, log_actors
  TO daybook_portal, daybook_partner, daybook_staff, daybook_recorder;
--> statement-breakpoint
GRANT INSERT, UPDATE ON count_heads, event_counts, daily_counts, monthly_counts, log_actors TO daybook_recorder;
--> statement-breakpoint
GRANT SELECT, INSERT ON exports TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
-- What was asked for is written once; an app only asks to stop, and counts who fetched it.
GRANT UPDATE (cancel_requested_at, downloads) ON exports TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT SELECT ON exports TO daybook_recorder;
--> statement-breakpoint
GRANT UPDATE (status, total, written, progress, storage_key, bytes, sha256, failure, finished_at, expires_at) ON exports
  TO daybook_recorder;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON pending_looks TO daybook_portal, daybook_partner, daybook_staff;
--> statement-breakpoint
-- Updates none: the right is what locking a row takes.
GRANT SELECT, UPDATE, DELETE ON pending_looks TO daybook_recorder;
