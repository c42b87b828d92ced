package org.vouch.audit.alerts.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code alert_change}, written by triggers. */
@Entity
@Table(name = "alert_change")
class AlertChangeEntity {
    @Id
    long position;

    UUID alert;
    String state;
}
