-- Staff: an office's accounts, of no resident. Rows stay when they are revoked: records name them.
create table staff (
    id           uuid        primary key,
    label        text        not null check (length(label) between 1 and 100),
    role         text        not null check (role in ('checkpoint', 'collector', 'lab', 'officer', 'auditor', 'admin')),
    organisation text        not null check (length(organisation) between 1 and 100),
    state        text        not null check (state in ('invited', 'active', 'revoked')),
    first        boolean     not null,
    created_at   timestamptz not null
);
create index staff_by_time on staff (created_at desc, id desc);

-- What a staff member signs in with, or is signed in by: rows of a kind, so that another kind (a passkey) is more rows.
-- Of a secret there is only its hash.
create table staff_credential (
    hash       bytea       primary key check (octet_length(hash) = 32),
    staff      uuid        not null references staff on delete cascade,
    kind       text        not null check (kind in ('invitation', 'session')),
    expires_at timestamptz not null
);
create unique index staff_credential_one_of_a_kind on staff_credential (staff, kind)
    where kind in ('invitation', 'session');
create index staff_credential_by_end on staff_credential (expires_at);
