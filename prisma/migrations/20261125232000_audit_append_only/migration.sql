-- AlterTable
ALTER TABLE "AuditEvent" ALTER COLUMN "hash" SET DEFAULT '';

-- The chain is made and kept by the database, whoever inserts: each row's hash covers the hash before it.
CREATE FUNCTION audit_event_hash(previous text, event "AuditEvent") RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    previous, event.id, to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), event.phase, event."actId",
    event.action, event."actorId", event."actorName", event."tokenId", event.object, event.detail, event.outcome
  )::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_event_chain() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  -- With an older snapshot the row before would not be seen, and the chain would fork.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'audit events are written in read committed transactions';
  END IF;
  PERFORM pg_advisory_xact_lock(1635083369); -- 'audi': one writer at a time, until its transaction ends
  NEW.id := nextval(pg_get_serial_sequence('"AuditEvent"', 'id')); -- in the order of the chain
  NEW.hash := audit_event_hash(coalesce((SELECT hash FROM "AuditEvent" ORDER BY id DESC LIMIT 1), ''), NEW);
  RETURN NEW;
END
$$;

CREATE TRIGGER audit_event_chain BEFORE INSERT ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION audit_event_chain();

CREATE FUNCTION audit_event_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
FOR EACH STATEMENT EXECUTE FUNCTION audit_event_append_only();
