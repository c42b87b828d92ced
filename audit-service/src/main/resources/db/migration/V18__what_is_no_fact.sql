-- What stood among the facts on their way into the log and is none of this service's: as it stood there.
create table log_pending_set_aside (
    position     bigint      primary key,
    id           uuid        not null,
    kind         text        not null,
    at           timestamptz not null,
    open         text        not null,
    details      text        not null,
    why          text        not null,
    set_aside_at timestamptz not null
);
