-- What a rule asked for, what an alert belongs to, and what the rule measured besides, by name.
alter table alert add column effect text not null default 'suspend' check (effect in ('suspend', 'shield', 'tell'));
alter table alert alter column effect drop default;
alter table alert add column incident uuid;
update alert set incident = id;
alter table alert alter column incident set not null;
alter table alert add column measured text[] not null default '{}';
alter table alert alter column measured drop default;
alter table alert add column measures float8[] not null default '{}';
alter table alert alter column measures drop default;
create index alert_by_incident on alert (incident);
