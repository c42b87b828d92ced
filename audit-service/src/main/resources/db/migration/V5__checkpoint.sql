-- The newest checkpoint that the quorum of the witnesses has cosigned: what is served. Older ones lead to it by proofs.
create table log_checkpoint (
    only_one     boolean     primary key default true check (only_one),
    size         bigint      not null,
    note         text        not null,
    published_at timestamptz not null
);
