-- How fast whoever asks fails, by a keyed name of a requester or an address: until when their failures are not yet made up for.
create table attempt_pace (
    source  bytea       primary key check (octet_length(source) = 32),
    full_at timestamptz not null
);
create index attempt_pace_by_time on attempt_pace (full_at);
