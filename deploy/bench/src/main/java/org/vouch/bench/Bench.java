package org.vouch.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import org.vouch.bench.detection.DetectionBench;
import org.vouch.bench.log.AuditBench;
import org.vouch.bench.running.OracleBench;
import org.vouch.bench.running.ReplaysBench;
import org.vouch.simulator.Simulator;

/** Prints one benchmark's report; started by {@code deploy/bench/run}. */
public final class Bench {

    private Bench() {}

    /** Takes the repository's folder, the benchmark's name, and its options. */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]);
        String name = arguments[1];
        String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
        if (name.equals("faces")) {
            new FacesBench(repository, FacesOptions.read(rest), System.out).run();
        } else if (name.equals("presence")) {
            new PresenceBench(repository, PresenceOptions.read(rest), System.out).run();
        } else if (name.equals("oracle")) {
            new OracleBench(repository, rest, System.out).run();
        } else if (name.equals("replays")) {
            new ReplaysBench(repository, rest, System.out).run();
        } else if (name.equals("detection")) {
            new DetectionBench(rest, System.out).run();
        } else if (name.equals("audit")) {
            new AuditBench(repository, rest, System.out, Clock.systemUTC(), new Random()).run();
        } else if (name.equals("world")) {
            Simulator.main(rest);
        } else {
            throw new IllegalArgumentException("no benchmark named " + name);
        }
    }
}
