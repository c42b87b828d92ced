-- The consent that a session was opened with: recorded before any picture was sent.
alter table face_session
    add column consent_text text,
    add column consent_at   timestamptz,
    add constraint face_session_consent_is_whole check ((consent_text is null) = (consent_at is null));
