-- Signing keys that are good no more, for good. The key itself is nowhere in the database.
create table revoked_key (
    kid        text        primary key check (length(kid) between 1 and 200),
    revoked_at timestamptz not null
);

-- What was done with keys and staff accounts, by whom, and what was refused, written with the act itself. Names no person.
create table admin_act (
    position bigint      generated always as identity primary key,
    at       timestamptz not null,
    actor    text        not null,
    act      text        not null,
    about    text        not null,
    outcome  text        not null
);
