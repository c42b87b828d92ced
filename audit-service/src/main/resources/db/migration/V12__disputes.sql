-- The requester's id, masked with the pseudonyms' key and the record's id, so that a disputed requester can be told to the
-- services: they enforce by id. Forgotten after a month.
alter table access_entry add column requester_masked bytea;
create index access_entry_masked on access_entry (taken_at) where requester_masked is not null;

-- What is taken: every look at others, or only looks at people who do not themselves show a pass.
alter table suspension add column scope text not null default 'everything' check (scope in ('everything', 'proxy'));
alter table suspension alter column scope drop default;

create or replace function suspension_is_logged() returns trigger language plpgsql as $$
begin
    insert into log_pending (kind, open, details) values ('suspension',
        json_build_object('suspension', new.id, 'requester', new.pseudonym, 'requesterKind', new.kind,
            'scope', new.scope, 'since', new.since, 'until', new.until, 'suspendedBy', new.suspended_by,
            'liftRequestedBy', new.lift_requested_by, 'liftedBy', new.lifted_by, 'liftedAt', new.lifted_at),
        json_build_object('reason', new.reason));
    return null;
end $$;

-- A look that its subject disputes. What becomes of it is its alert's to say. By the subject's pseudonym, as the looks are.
create table dispute (
    subject bytea       not null,
    access  uuid        not null,
    alert   uuid        not null references alert (id),
    freezes boolean     not null,
    at      timestamptz not null,
    primary key (subject, access)
);
create index dispute_by_day on dispute (at);
create index alert_by_requester on alert (requester, rule);
