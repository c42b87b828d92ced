package org.vouch.embedded;

import java.util.Collection;

/**
 * One PostgreSQL and one Kafka for all the tests of a JVM, started when first asked for and stopped when the JVM ends.
 *
 * <p>Test frameworks load a class several times, by several class loaders; what runs is therefore kept in system
 * properties, and the second copy of this class finds the servers of the first.
 */
public final class TestPlatform {

    private static final String BOOTSTRAP = "vouch.test.kafka";
    private static final String DATABASE = "vouch.test.database.";
    private static final String POSTGRES_PORT = "vouch.test.postgres.port";
    private static final String POSTGRES_PASSWORD = "vouch.test.postgres.password";

    /** A lock that all copies of this class share. */
    private static final Object OF_THE_JVM = System.class;

    private TestPlatform() {}

    /** The bootstrap servers of a Kafka that has every topic of {@link Topics}. */
    public static String bootstrapServers() {
        synchronized (OF_THE_JVM) {
            String running = System.getProperty(BOOTSTRAP);
            if (running != null) {
                return running;
            }
            KafkaBroker broker = KafkaBroker.temporary();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-test-kafka"));
            broker.create(Topics.ALL);
            System.setProperty(BOOTSTRAP, broker.bootstrapServers());
            return broker.bootstrapServers();
        }
    }

    /** Creates topics beyond those of {@link Topics}; those that exist are left as they are. */
    public static void createTopics(Collection<Topic> topics) {
        KafkaBroker.create(bootstrapServers(), topics);
    }

    /** The database of this name, its role and a password: made when first asked for, the same afterwards. */
    public static Database createDatabase(String name) {
        synchronized (OF_THE_JVM) {
            Superuser superuser = postgres();
            String password = System.getProperty(DATABASE + name);
            if (password != null) {
                return Database.at(superuser.port(), name, password);
            }
            Database made = superuser.database(name, Passwords.random());
            System.setProperty(DATABASE + name, made.password());
            return made;
        }
    }

    private static Superuser postgres() {
        String port = System.getProperty(POSTGRES_PORT);
        String password = System.getProperty(POSTGRES_PASSWORD);
        if (port != null && password != null) {
            return new Superuser(Integer.parseInt(port), password);
        }
        PostgresServer server = PostgresServer.temporary();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-test-postgres"));
        System.setProperty(POSTGRES_PORT, Integer.toString(server.port()));
        System.setProperty(POSTGRES_PASSWORD, server.superuser().password());
        return server.superuser();
    }
}
