-- Which policies have been in force, in their order, each told once as an event.
create table policy_activation (
    position bigint      generated always as identity primary key,
    id       text        not null,
    version  int         not null,
    sha256   text        not null,
    at       timestamptz not null
);
