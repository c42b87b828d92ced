-- When a number was taken in: what is missing below one that has been there for long is a gap. A record that was set
-- aside has a number and no id.
alter table access_number add column taken_at timestamptz not null default now();
alter table access_number alter column record_id drop not null;

-- Numbers that were missing for so long that the mark went past them. Whoever finds out why writes it down here, and they
-- are not counted as missing any more; nor are those that come in after all.
create table record_gap (
    producer      text        not null,
    first_missing bigint      not null,
    last_missing  bigint      not null,
    found_at      timestamptz not null,
    explanation   text,
    primary key (producer, first_missing)
);
