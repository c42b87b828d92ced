-- Events that could not have their effect, whole and byte for byte, so that they can be published again: every header in
-- its order, a header without a value as null. Kept until somebody has looked, or the person they are keyed by is erased.
create table event_set_aside (
    topic         text        not null,
    partition     int         not null,
    kafka_offset  bigint      not null,
    reason        text        not null,
    key           bytea,
    payload       bytea,
    header_names  text[]      not null,
    header_values bytea[]     not null,
    set_aside_at  timestamptz not null,
    primary key (topic, partition, kafka_offset),
    check (cardinality(header_names) = cardinality(header_values))
);
create index event_set_aside_by_key on event_set_aside (key);
