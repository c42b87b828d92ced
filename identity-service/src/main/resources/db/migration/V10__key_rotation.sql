-- Which keys a row is under, and what finds it, sealed by the master key: so that both keys can be changed without the
-- document. Rows from before have none of it until they are sealed anew.
alter table person
    add column index_key  text,
    add column master_key text,
    add column finding    bytea;
alter table decoy
    add column index_key  text,
    add column master_key text,
    add column finding    bytea;
create index person_by_keys on person (master_key, index_key);
