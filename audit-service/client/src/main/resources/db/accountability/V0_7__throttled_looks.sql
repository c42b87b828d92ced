-- When a requester who is throttled may look at somebody else again; gone as soon as that is over.
create table throttled_look (
    requester text        primary key,
    free_at   timestamptz not null
);
create index throttled_look_by_time on throttled_look (free_at);
