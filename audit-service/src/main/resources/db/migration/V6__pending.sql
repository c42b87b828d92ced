-- Facts of this service itself that are on their way into the log: written by the transaction that makes them true, however
-- it does so, and moved into the log a moment later. What is in `details` is sealed there.
create table log_pending (
    position bigint generated always as identity primary key,
    id       uuid        not null default gen_random_uuid(),
    kind     text        not null,
    at       timestamptz not null default clock_timestamp(),
    open     json        not null,
    details  json        not null
);

create function alert_is_logged() returns trigger language plpgsql as $$
begin
    insert into log_pending (kind, open, details) values ('alert',
        json_build_object('alert', new.id, 'rule', new.rule, 'ruleVersion', new.rule_version, 'state', new.state,
            'requester', new.pseudonym, 'requesterKind', new.kind, 'distinctSubjects', new.distinct_subjects,
            'refused', new.refused, 'threshold', new.threshold, 'windowSeconds', new.window_seconds,
            'records', to_json(new.records), 'suspension', new.suspension, 'decidedBy', new.decided_by),
        json_build_object('note', new.note));
    return null;
end $$;
create trigger alert_is_logged after insert or update on alert for each row execute function alert_is_logged();

create function suspension_is_logged() returns trigger language plpgsql as $$
begin
    insert into log_pending (kind, open, details) values ('suspension',
        json_build_object('suspension', new.id, 'requester', new.pseudonym, 'requesterKind', new.kind,
            'since', new.since, 'until', new.until, 'suspendedBy', new.suspended_by,
            'liftRequestedBy', new.lift_requested_by, 'liftedBy', new.lifted_by, 'liftedAt', new.lifted_at),
        json_build_object('reason', new.reason));
    return null;
end $$;
create trigger suspension_is_logged after insert or update on suspension
    for each row execute function suspension_is_logged();
