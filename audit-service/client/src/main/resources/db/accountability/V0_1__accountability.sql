-- Events that are true once this transaction commits, and not yet in Kafka.
create table outbox (
    id          uuid        primary key,
    position    bigint      generated always as identity,
    topic       text        not null,
    key         text        not null,
    type        text        not null,
    payload     text        not null,
    occurred_at timestamptz not null
);
create index outbox_by_position on outbox (position);

-- Wakes the relay as soon as the transaction commits, however the row was written.
create function outbox_wakes_relay() returns trigger language plpgsql as $$
begin
    notify outbox;
    return null;
end $$;
create trigger outbox_wakes_relay after insert on outbox for each statement execute function outbox_wakes_relay();

-- Events already taken in, by consumer: inserted in the transaction of their effect.
create table inbox (
    consumer text        not null,
    event_id uuid        not null,
    seen_at  timestamptz not null default now(),
    primary key (consumer, event_id)
);

-- The number of the last access record of each producer: contiguous, so that a missing record shows.
create table access_sequence (
    producer text   primary key,
    last     bigint not null
);

-- Answers of POSTs sent with an Idempotency-Key; sealed under that key, which is not stored.
create table idempotent_answer (
    key_hash   bytea       primary key,
    body_mac   bytea       not null,
    state      text        not null check (state in ('running', 'done')),
    status     int,
    sealed     bytea,
    claimed_at timestamptz not null
);
create index idempotent_answer_by_age on idempotent_answer (claimed_at);
