-- Granted looks that a proof led to, for a few days: of each proof a hash, as services tell them.
create table look_by_proof (
    producer  text        not null,
    proof     bytea       not null,
    action    text        not null,
    at        timestamptz not null,
    record_id uuid        not null,
    primary key (producer, proof, record_id)
);
create index look_by_proof_by_time on look_by_proof (at);

-- What services' own tables say of an hour, in parts; judged once all of it, and every record up to `last`, is here.
create table acts_hour (
    producer text        not null,
    hour     timestamptz not null,
    parts    int         not null,
    last     bigint      not null,
    actions  text[]      not null,
    judged   boolean     not null default false,
    primary key (producer, hour)
);
create table acts_part (
    producer text        not null,
    hour     timestamptz not null,
    part     int         not null,
    proofs   bytea[]     not null,
    primary key (producer, hour, part)
);

-- Suspensions that were announced to the services.
create table suspension_announced (
    suspension   uuid        primary key,
    announced_at timestamptz not null,
    logged       boolean     not null default false
);

alter table producer_finding add column count bigint;
