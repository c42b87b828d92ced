-- The enrolled camera that answers for what a session was shown: its opener and the id of the key that signed.
alter table face_session add column camera text;
