alter table alert add column thresholds int not null default 0;
alter table alert alter column thresholds drop default;

-- A change of the rules' thresholds: what one auditor proposed, and, once another has agreed, all changed thresholds together,
-- under a number and with a time from which they hold.
create table threshold_change (
    id          uuid        primary key,
    names       text[]      not null,
    numbers     float8[]    not null,
    reason      text        not null,
    proposed_by text        not null,
    proposed_at timestamptz not null,
    approved_by text,
    approved_at timestamptz,
    number      int         unique,
    holds_from  timestamptz,
    all_names   text[],
    all_numbers float8[],
    version     int         not null,
    check (approved_by <> proposed_by)
);
create index threshold_change_newest on threshold_change (proposed_at desc, id desc);

create function threshold_change_is_logged() returns trigger language plpgsql as $$
begin
    insert into log_pending (kind, open, details) values ('thresholds',
        json_build_object('change', new.id, 'names', to_json(new.names), 'values', to_json(new.numbers),
            'proposedBy', new.proposed_by, 'approvedBy', new.approved_by, 'version', new.number,
            'from', new.holds_from),
        json_build_object('reason', new.reason));
    return null;
end $$;
create trigger threshold_change_is_logged after insert or update on threshold_change
    for each row execute function threshold_change_is_logged();
