-- Under which document somebody was enrolled who erased themselves, by the keyed index and the pseudonym: whoever may not look at
-- others does not look again as somebody else. For a day; longer where they were kept from looking.
create table erased_document (
    person         uuid        primary key,
    document_index bytea       not null,
    erased_at      timestamptz not null,
    kept_longer    boolean     not null default false
);
create index erased_document_by_index on erased_document (document_index);
create index erased_document_by_time on erased_document (erased_at);
