-- Keyed fingerprints of the pictures that made a session's face usable, so that none does so in another session.
create table seen_frame (
    fingerprint bytea       primary key check (octet_length(fingerprint) = 32),
    session     bytea       not null check (octet_length(session) = 32),
    expires_at  timestamptz not null
);
create index seen_frame_by_end on seen_frame (expires_at);
