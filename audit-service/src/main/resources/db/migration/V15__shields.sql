-- Whom no resident may look at for a while: by the handle by which services recognise the person, which is no id.
create table shield (
    id            uuid        primary key,
    subject       text        not null,
    incident      uuid        not null,
    rule          text        not null,
    since         timestamptz not null,
    until         timestamptz not null,
    ended_by      text,
    ended_at      timestamptz,
    ended_because text,
    version       int         not null
);
create index shield_by_subject on shield (subject, since desc);
create index shield_newest on shield (since desc, id desc);
create index shield_over on shield (until);

create function shield_is_logged() returns trigger language plpgsql as $$
begin
    insert into log_pending (kind, open, details) values ('shield',
        json_build_object('shield', new.id, 'incident', new.incident, 'rule', new.rule, 'since', new.since,
            'until', new.until, 'endedBy', new.ended_by, 'endedAt', new.ended_at),
        json_build_object('reason', new.ended_because));
    return null;
end $$;
create trigger shield_is_logged after insert or update on shield for each row execute function shield_is_logged();
