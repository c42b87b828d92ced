-- Sessions that were opened before asked for less.
delete from face_session;

-- Keyed fingerprints of the faces that sessions were shown, so that no other session takes them.
create table seen_frame (
    fingerprint bytea       primary key check (octet_length(fingerprint) = 32),
    session     bytea       not null check (octet_length(session) = 32),
    expires_at  timestamptz not null
);
create index seen_frame_by_end on seen_frame (expires_at);
