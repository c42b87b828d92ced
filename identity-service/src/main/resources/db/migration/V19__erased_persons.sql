-- Whose last access token may not be over yet: it opens nothing about others. A pseudonym of nobody any more, until then.
create table erased_person (
    person uuid        primary key,
    until  timestamptz not null
);
create index erased_person_by_end on erased_person (until);
