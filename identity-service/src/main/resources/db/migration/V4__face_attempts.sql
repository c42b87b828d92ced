-- Failures in a row to match a face with a document's, by the document's keyed index, enrolled or not.
create table face_attempt (
    document bytea       primary key check (octet_length(document) = 32),
    failures smallint    not null check (failures between 1 and 50),
    last_at  timestamptz not null
);
create index face_attempt_by_time on face_attempt (last_at);
