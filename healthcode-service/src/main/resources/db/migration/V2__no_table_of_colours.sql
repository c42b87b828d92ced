-- A colour is announced as an event and decided anew for every answer: nothing read this table, and what nobody needs
-- to know about a person is not kept.
drop table colour;
