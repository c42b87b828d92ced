-- What became of alerts, in the order in which it became true: the position is taken from one row, last of all in the
-- transaction and until it has committed. So nobody who has read up to a position finds a smaller one later, and none is
-- left out; a sequence would give neither.
create table alert_change_count (
    only_one boolean primary key default true check (only_one),
    last     bigint not null
);
insert into alert_change_count (last) values (0);

create table alert_change (
    position bigint      primary key,
    alert    uuid        not null references alert (id),
    state    text        not null,
    at       timestamptz not null default clock_timestamp()
);

create function alert_changes() returns trigger language plpgsql as $$
declare
    here bigint;
begin
    update alert_change_count set last = last + 1 returning last into here;
    insert into alert_change (position, alert, state) values (here, new.id, new.state);
    return null;
end $$;
create constraint trigger alert_is_raised after insert on alert
    deferrable initially deferred for each row execute function alert_changes();
create constraint trigger alert_is_decided after update of state on alert
    deferrable initially deferred for each row when (old.state is distinct from new.state) execute function alert_changes();

-- The first alert of each incident, and all of it, are found by this.
create index alert_of_incident on alert (incident, raised_at, id);
drop index alert_by_incident;
