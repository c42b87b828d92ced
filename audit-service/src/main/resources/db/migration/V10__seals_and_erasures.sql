-- That this service wrote this entry at this place: by a key that is not in the database.
alter table log_entry add column seal bytea;

-- Pseudonyms of subjects who were erased: what comes about them later is sealed with a key that nobody keeps.
create table erased_subject (
    subject   bytea       primary key,
    erased_at timestamptz not null
);

-- Entries about this service itself: what becomes of suspensions, keys and policies is looked for among few.
create index log_entry_not_access on log_entry (leaf_index) where kind <> 'access';
