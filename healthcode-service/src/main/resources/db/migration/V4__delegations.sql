-- Who may look at whom, by pseudonyms. One that was revoked stays as such until its end, so that no late event grants it.
create table delegation (
    id        uuid        primary key,
    helper    uuid        not null,
    dependant uuid        not null,
    scopes    text[]      not null,
    until     timestamptz not null,
    revoked   boolean     not null
);
create index delegation_by_helper on delegation (helper);
create index delegation_by_dependant on delegation (dependant);
create index delegation_by_end on delegation (until);
