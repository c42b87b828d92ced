-- The producers' chains: what each record's bytes hash to, and what it says its predecessor's do. Null of records from before.
alter table access_number add column hash bytea;
alter table access_number add column previous bytea;
alter table access_number add column at timestamptz;

-- Whether the producer chains: a record that does not any more is wrong.
alter table producer_mark add column chained boolean not null default false;

-- The last heartbeat of each producer on each partition, by the log's clock: behind every record that it counts.
create table producer_heard (
    producer     text        not null,
    partition_no int         not null,
    partitions   int         not null,
    told_to      bigint      not null,
    head         bytea,
    heard_at     timestamptz not null,
    stopped      boolean     not null,
    late_since   timestamptz,
    primary key (producer, partition_no)
);

-- When anybody was heard last on a partition, and since when without a pause: while Kafka is away everybody is silent.
create table partition_heard (
    partition_no int         primary key,
    newest       timestamptz not null,
    since        timestamptz not null
);

-- What is wrong with a producer: written with what shows it, told as an alert a moment later, over where it turned out harmless.
create table producer_finding (
    producer     text        not null,
    rule         text        not null,
    episode      text        not null,
    first_number bigint,
    last_number  bigint,
    since        timestamptz not null,
    records      uuid[]      not null,
    found_at     timestamptz not null,
    told         boolean     not null default false,
    over         boolean     not null default false,
    closed       boolean     not null default false,
    primary key (producer, rule, episode)
);
create index producer_finding_open on producer_finding (found_at) where not closed;
