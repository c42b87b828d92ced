-- Pseudonyms that belong to nobody any more: a sample that comes late finds no place.
create table erased_person (
    person    uuid        primary key,
    erased_at timestamptz not null
);

-- Holds a person until the transaction ends, so that storing and erasing take turns; tells whether they are erased.
create function hold_person(held uuid) returns boolean language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(held::text, 0));
    return exists (select from erased_person where person = held);
end $$;
