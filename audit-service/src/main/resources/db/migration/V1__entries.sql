-- Who asked about whom. The subject is a keyed pseudonym, of 16 bytes; empty where it is not known who was asked about.
-- The requester is a keyed pseudonym too. The primary key starts with the subject: partitions and reads go by it.
create table access_entry (
    subject         bytea       not null,
    at              timestamptz not null,
    id              uuid        not null,
    requester       bytea       not null,
    requester_kind  text        not null,
    requester_label text,
    action          text        not null,
    purpose         text,
    outcome         text        not null check (outcome in ('granted', 'refused')),
    taken_at        timestamptz not null,
    primary key (subject, at, id)
);

-- The number that its producer gave each record: contiguous from 1, so that a missing record shows. Apart from the
-- entries because a unique key of a table partitioned by subject would have to hold the subject.
create table access_number (
    producer  text   not null,
    sequence  bigint not null,
    record_id uuid   not null,
    primary key (producer, sequence)
);

-- Up to which number nothing of a producer is missing.
create table producer_mark (
    producer      text   primary key,
    contiguous_to bigint not null
);

-- Clients that have asked about somebody: what an auditor may call them when suspending one.
create table client_requester (
    id    text primary key,
    kind  text not null,
    label text
);

-- Records that cannot be read: where they stand in Kafka and what they look like, not what they hold.
create table record_set_aside (
    topic        text        not null,
    partition_no int         not null,
    offset_no    bigint      not null,
    why          text        not null,
    bytes        int         not null,
    sha256       text        not null,
    set_aside_at timestamptz not null,
    primary key (topic, partition_no, offset_no)
);

-- Counts for everyone.
create table access_day (
    day     date   not null,
    kind    text   not null,
    outcome text   not null,
    looks   bigint not null,
    primary key (day, kind, outcome)
);
