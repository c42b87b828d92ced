package org.vouch.embedded;

import java.nio.file.Path;

/**
 * {@link KafkaBroker#durable} as a program of its own, which can be killed: {@code KafkaProgram folder port
 * controller-port}. Ends in good order when it is told to, and by itself when its disk is full.
 */
public final class KafkaProgram {

    private KafkaProgram() {}

    public static void main(String[] arguments) {
        KafkaBroker broker = KafkaBroker.durable(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-kafka"));
    }
}
