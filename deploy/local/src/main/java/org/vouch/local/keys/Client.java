package org.vouch.local.keys;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A client of the platform that is not a resident: it comes with an id and a secret. */
public record Client(String id, Role role, String label, String organisation) {

    public enum Role {
        CHECKPOINT,
        COLLECTOR,
        LAB,
        OFFICER,
        AUDITOR,
        ADMIN,
        SERVICE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those that people try the platform with. Two clients of one lab, because some corrections take two. */
    public static final List<Client> DEMO = List.of(
            new Client("gate-north", Role.CHECKPOINT, "North Gate", "riverside-campus"),
            new Client("gate-south", Role.CHECKPOINT, "South Gate", "riverside-campus"),
            new Client("site-riverside", Role.COLLECTOR, "Riverside sampling site", "riverside-clinic"),
            new Client("lab-aurora", Role.LAB, "Aurora Laboratory", "aurora"),
            new Client("lab-aurora-release", Role.LAB, "Aurora Laboratory, release desk", "aurora"),
            new Client("lab-meridian", Role.LAB, "Meridian Laboratory", "meridian"),
            new Client("officer-chen", Role.OFFICER, "Officer Chen", "district-health"),
            new Client("officer-lu", Role.OFFICER, "Officer Lu", "district-health"),
            new Client("officer-sun", Role.OFFICER, "Officer Sun", "city-health"),
            new Client("auditor-he", Role.AUDITOR, "Auditor He", "ombuds-office"),
            new Client("auditor-mo", Role.AUDITOR, "Auditor Mo", "ombuds-office"),
            new Client("admin-local", Role.ADMIN, "Local administrator", "platform"));

    /** The services among themselves. */
    public static final List<Client> SERVICES = Stream.of("healthcode-service", "testresult-service", "audit-service")
            .map(id -> new Client(id, Role.SERVICE, id, "platform"))
            .toList();

    public static List<Client> all() {
        return Stream.concat(DEMO.stream(), SERVICES.stream()).toList();
    }

    /** The name under which its secret is kept. */
    public String secretName() {
        return "client." + id;
    }
}
