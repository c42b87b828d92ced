-- A requester appears by its id here, because a suspension must name it to the services; answers show its pseudonym.
create table suspension (
    id                 uuid        primary key,
    requester          text        not null,
    pseudonym          text        not null,
    kind               text        not null,
    label              text,
    reason             text        not null,
    since              timestamptz not null,
    until              timestamptz,
    suspended_by       text        not null,
    lift_requested_by  text,
    lift_requested_at  timestamptz,
    lifted_by          text,
    lifted_at          timestamptz,
    version            int         not null
);
create index suspension_by_requester on suspension (requester, since desc);
create index suspension_newest on suspension (since desc, id desc);

create table alert (
    id                uuid        primary key,
    rule              text        not null,
    rule_version      int         not null,
    state             text        not null check (state in ('open', 'confirmed', 'dismissed')),
    requester         text        not null,
    pseudonym         text        not null,
    kind              text        not null,
    label             text,
    distinct_subjects int         not null,
    refused           int         not null,
    threshold         int         not null,
    window_seconds    bigint      not null,
    window_start      timestamptz not null,
    first_at          timestamptz not null,
    last_at           timestamptz not null,
    records           uuid[]      not null,
    raised_at         timestamptz not null,
    suspension        uuid        references suspension (id),
    decided_by        text,
    decided_at        timestamptz,
    note              text,
    version           int         not null
);
create index alert_newest on alert (raised_at desc, id desc);
create index alert_by_pseudonym on alert (pseudonym);
create index alert_by_suspension on alert (suspension);
