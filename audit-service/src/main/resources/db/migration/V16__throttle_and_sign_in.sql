-- What else a rule may ask for.
alter table alert drop constraint alert_effect_check;
alter table alert add constraint alert_effect_check
    check (effect in ('suspend', 'shield', 'throttle', 'step-up', 'tell'));
