package org.vouch.local.platform;

/**
 * As what the platform runs on this machine.
 *
 * @param room how much of the machine each process may take
 * @param replicas as how many processes each service runs, at least 1
 * @param kafkaApart whether Kafka is a process of its own, which can be killed, or a part of the launcher, which takes less
 */
public record Shape(Room room, int replicas, boolean kafkaApart) {

    public static final Shape SMALLEST = new Shape(Room.SMALL, 1, false);
}
