-- A tube and how far it has come. Members are pseudonyms: no name, no document, no face is known here.
create table tube (
    barcode      text        primary key,
    organisation text        not null,
    site         text        not null,
    capacity     int         not null check (capacity in (1, 5, 10, 20)),
    opened_at    timestamptz not null,
    sealed_at    timestamptz,
    reported_at  timestamptz
);

-- The tube is the aggregate, so its key stands first. A member who is erased leaves the sample without a person:
-- the tube still holds it, and a positive pool stays a pool.
create table sample (
    tube       text        not null references tube,
    id         uuid        not null,
    person     uuid,
    sampled_at timestamptz not null,
    primary key (tube, id),
    unique (tube, person)
);
create index sample_by_person on sample (person) where person is not null;

-- What a lab said about a tube, word for word; a correction is a further version.
create table report (
    lab             text        not null,
    accession       text        not null,
    version         int         not null check (version >= 1),
    tube            text        not null references tube,
    outcome         text        not null check (outcome in ('negative', 'positive', 'inconclusive', 'invalid')),
    tested_at       timestamptz not null,
    raw_data_sha256 text        not null check (raw_data_sha256 ~ '^[0-9a-f]{64}$'),
    reported_at     timestamptz not null,
    primary key (lab, accession, version)
);
create unique index report_first_of_tube on report (tube) where version = 1;

-- What a report means for one member.
create table result (
    person      uuid        not null,
    id          uuid        not null,
    tube        text        not null references tube,
    outcome     text        not null
        check (outcome in ('negative', 'positive', 'inconclusive', 'invalid', 'pending-individual')),
    version     int         not null,
    sampled_at  timestamptz not null,
    sealed_at   timestamptz not null,
    tested_at   timestamptz not null,
    reported_at timestamptz not null,
    primary key (person, id)
);
create index result_newest_first on result (person, reported_at desc, id desc);
