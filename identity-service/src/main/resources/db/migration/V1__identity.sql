-- A person. Without the master key and the document's number no column tells anything but the pseudonym and a time.
create table person (
    person         uuid        primary key,
    document_index bytea       not null unique check (octet_length(document_index) = 32),
    row_secret     bytea       not null,
    row_key        bytea       not null check (octet_length(row_key) = 60),
    identity       bytea       not null check (octet_length(identity) = 540),
    template       bytea       check (octet_length(template) = 2332),
    enrolled_at    timestamptz not null
);

-- What is read where there is nobody, so that nobody costs as much as somebody. One row, of no person.
create table decoy (like person including constraints including indexes);

-- A face session from its opening to its spending (then the row is deleted) or its end.
create table face_session (
    id_hash     bytea       primary key check (octet_length(id_hash) = 32),
    purpose     text        not null check (purpose in ('enrolment', 'login', 'presence')),
    opener      text,
    challenge   text        not null,
    state       text        not null check (state in ('open', 'usable')),
    submissions smallint    not null default 0,
    probe       bytea,
    expires_at  timestamptz not null
);
create index face_session_by_end on face_session (expires_at);

-- A login that goes on by rotating refresh tokens. The profile is sealed; of the token only a hash is kept.
create table refresh_family (
    family       uuid        primary key,
    person       uuid        not null references person on delete cascade,
    current_hash bytea       not null check (octet_length(current_hash) = 32),
    profile      text        not null,
    expires_at   timestamptz not null
);
create index refresh_family_by_person on refresh_family (person);
create index refresh_family_by_end on refresh_family (expires_at);
