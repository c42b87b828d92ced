-- Written by nobody, read by nobody.
alter table idempotent_answer drop column status;

create index inbox_by_age on inbox (seen_at);
