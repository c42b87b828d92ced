-- The hash of the last access record's bytes, which the next one carries.
alter table access_sequence add column head bytea;
