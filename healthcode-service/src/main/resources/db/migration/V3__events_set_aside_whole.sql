-- What was set aside before came without its headers; it goes where whole events are kept now.
insert into event_set_aside
    (topic, partition, kafka_offset, reason, key, payload, header_names, header_values, set_aside_at)
select topic, partition, kafka_offset, reason, key, payload, '{}', '{}', set_aside_at from set_aside_event;
drop table set_aside_event;
