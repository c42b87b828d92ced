-- How long it is remembered who erased themselves goes by whether they may look at others, asked at that time, and not by whether
-- they have tried to come back.
alter table erased_document drop column kept_longer;
