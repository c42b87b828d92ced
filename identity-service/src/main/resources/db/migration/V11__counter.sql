-- A case at the officer's counter that waits for its second officer. Whom it is about, and the half of the code that the
-- first officer was told, are keyed hashes.
create table counter_case (
    id               uuid        primary key,
    claim            bytea       not null check (octet_length(claim) = 32),
    first_half       bytea       check (octet_length(first_half) = 32),
    first_officer    text        not null,
    purpose          text        not null check (purpose in ('enrolment', 'login', 'presence')),
    consent_text     text,
    consent_at       timestamptz,
    presence_purpose text,
    venue            text,
    expires_at       timestamptz not null,
    check ((purpose = 'enrolment') = (consent_text is not null and consent_at is not null)),
    check ((purpose = 'enrolment') = (first_half is null)),
    check ((purpose = 'presence') = (presence_purpose is not null))
);
create index counter_case_by_end on counter_case (expires_at);

-- What two officers have confirmed, by the keyed hash of its code, until it is used.
create table counter_confirmation (
    code             bytea       primary key check (octet_length(code) = 32),
    counter_case     uuid        not null,
    claim            bytea       not null check (octet_length(claim) = 32),
    first_officer    text        not null,
    second_officer   text        not null check (second_officer <> first_officer),
    purpose          text        not null check (purpose in ('login', 'presence')),
    presence_purpose text,
    venue            text,
    expires_at       timestamptz not null,
    check ((purpose = 'presence') = (presence_purpose is not null))
);
create index counter_confirmation_by_end on counter_confirmation (expires_at);
