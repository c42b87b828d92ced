-- Where in a trace the event was written, if that trace is recorded: on its way to Kafka, and gone with the row.
alter table outbox add column traceparent text;
