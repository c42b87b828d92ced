-- The Merkle log: every entry as the exact bytes that were hashed, contiguous from 0. A row is never updated or deleted:
-- whoever does leaves a tree that no signed checkpoint fits any more.
create table log_entry (
    leaf_index bigint      primary key,
    event_id   uuid        not null unique,
    kind       text        not null,
    bytes      bytea       not null,
    taken_at   timestamptz not null
);

-- The tree as C2SP tiles: up to 256 hashes joined. Only the last tile of a level grows.
create table log_tile (
    level      int    not null,
    tile_index bigint not null,
    hashes     bytea  not null,
    primary key (level, tile_index)
);
alter table log_tile alter column hashes set storage external;

-- How many entries there are. One row, which each batch locks: the order of the log is the order of these locks.
create table log_size (
    only_one boolean primary key default true check (only_one),
    entries  bigint  not null
);
insert into log_size (entries) values (0);

-- Where in Kafka the entries end, written with them.
create table log_position (
    topic        text   not null,
    partition_no int    not null,
    next_offset  bigint not null,
    primary key (topic, partition_no)
);

-- Each subject's own key, wrapped by a key that is not in the database: without it the sealed details of that subject's
-- entries say nothing, and the tree stays as it is. The empty subject's key seals what is about nobody known.
create table subject_key (
    subject bytea primary key,
    wrapped bytea not null
);
