-- Hours whose acts have been told to audit-service.
create table acts_reported (
    hour timestamptz primary key
);
