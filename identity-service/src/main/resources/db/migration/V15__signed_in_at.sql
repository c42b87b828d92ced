-- When the person signed in: tokens tell it for as long as the login goes on. Unknown of logins that began before.
alter table refresh_family add column signed_in_at timestamptz;
