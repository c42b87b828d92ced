-- Which recogniser a template is of, so that its owner can be told when it is of an older one. It says nothing of the
-- person. Rows from before have none until they are sealed anew.
alter table person add column template_model text;
alter table decoy add column template_model text;
