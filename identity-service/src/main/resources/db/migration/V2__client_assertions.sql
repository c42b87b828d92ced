-- Assertions by which clients have shown who they are (RFC 7523), so that none is good twice.
create table spent_assertion (
    id_hash    bytea       primary key check (octet_length(id_hash) = 32),
    expires_at timestamptz not null
);
create index spent_assertion_by_end on spent_assertion (expires_at);
