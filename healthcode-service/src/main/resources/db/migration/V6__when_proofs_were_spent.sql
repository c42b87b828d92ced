-- When, so that the hour's lookups can be compared with what is on record of them.
alter table spent_proof add column spent_at timestamptz not null default now();
alter table spent_proof alter column spent_at drop default;
create index spent_proof_by_spending on spent_proof (spent_at);
