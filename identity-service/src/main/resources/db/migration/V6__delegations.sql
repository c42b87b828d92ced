-- Who may act for whom. The masked names are sealed, each for this row and its person.
create table delegation (
    id             uuid        primary key,
    helper         uuid        not null references person on delete cascade,
    dependant      uuid        not null references person on delete cascade,
    scopes         text[]      not null check (scopes <@ array['code', 'results'] and cardinality(scopes) > 0),
    until          timestamptz not null,
    helper_name    bytea       not null,
    dependant_name bytea       not null,
    given_at       timestamptz not null,
    unique (helper, dependant),
    check (helper <> dependant)
);
create index delegation_by_dependant on delegation (dependant);
create index delegation_by_end on delegation (until);
