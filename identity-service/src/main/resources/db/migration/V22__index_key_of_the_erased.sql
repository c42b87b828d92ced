-- Under which index key somebody who erased themselves is remembered: their index cannot be made anew, for their document is gone, so
-- that this key is needed for as long. Null of those who are there already: nobody knows.
alter table erased_document add column index_key text;
