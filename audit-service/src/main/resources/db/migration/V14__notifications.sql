-- Up to which change of alerts notifications have been made: one row, locked by whoever makes them.
create table notified (
    only_one boolean primary key default true check (only_one),
    position bigint  not null
);
insert into notified (position) values (0);

-- Webhook calls that have not been answered yet. Who takes one moves its time on, so that it comes up again if they die.
create table webhook_call (
    id       uuid        primary key,
    body     text        not null,
    attempts int         not null,
    next_at  timestamptz not null
);
create index webhook_call_due on webhook_call (next_at);

-- Alerts of each incident that no mail has told of yet, and when the next mail may go.
create table mail_notice (
    incident uuid        primary key,
    waiting  int         not null,
    rules    text[]      not null,
    attempts int         not null,
    next_at  timestamptz not null
);
create index mail_notice_due on mail_notice (next_at);
