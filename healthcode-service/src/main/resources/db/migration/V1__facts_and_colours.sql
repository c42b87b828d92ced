-- What is known about a pseudonym. No name and no document number is ever here.
create table fact (
    person      uuid        not null,
    id          uuid        not null,
    kind        text        not null check (kind in ('test', 'retest')),
    outcome     text        check (outcome in ('negative', 'positive', 'inconclusive', 'invalid')),
    sampled_at  timestamptz not null,
    reported_at timestamptz not null,
    version     int         not null,
    primary key (person, id),
    check ((kind = 'test') = (outcome is not null))
);

-- The colour last announced about a pseudonym. Answers are never read from here: they are decided anew from facts.
create table colour (
    person         uuid        primary key,
    colour         text        not null check (colour in ('green', 'yellow', 'red', 'unknown')),
    policy_id      text        not null,
    policy_version int         not null,
    valid_until    timestamptz,
    cause          uuid        not null,
    announced_at   timestamptz not null
);

-- Pseudonyms that belong to nobody any more: a fact that comes late finds no place.
create table erased_person (
    person    uuid        primary key,
    erased_at timestamptz not null
);

-- Presence proofs that were exchanged. A row may go once its proof has expired.
create table spent_proof (
    jti        text        primary key,
    expires_at timestamptz not null
);
create index spent_proof_by_expiry on spent_proof (expires_at);

-- Events that could not have their effect, as they came, for a human to look at.
create table set_aside_event (
    topic        text        not null,
    partition    int         not null,
    kafka_offset bigint      not null,
    reason       text        not null,
    key          bytea,
    payload      bytea,
    set_aside_at timestamptz not null,
    primary key (topic, partition, kafka_offset)
);
