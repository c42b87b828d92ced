package org.vouch.local.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Step 2: samples go into tubes, a lab reports, codes change colour. */
final class Testing {

    private static final int POOL = 5;
    private static final int POOLED = 2;

    private final Calls calls;
    private final Cast cast;
    private final Pace pace;
    private final Narrator narrator;
    private final Demo demo;
    private final String run;

    Testing(Demo demo, Calls calls, Cast cast, Pace pace, Narrator narrator) {
        this.demo = demo;
        this.calls = calls;
        this.cast = cast;
        this.pace = pace;
        this.narrator = narrator;
        this.run = calls.hex(4).toUpperCase(Locale.ROOT);
    }

    void play() {
        narrator.heading("2  Samples, results, colours");
        String collector = calls.token(demo.client("collector"));
        String lab = calls.token(demo.client("lab"));
        Resident infected = cast.infected();
        Answer before = calls.code(infected.token());
        narrator.call("GET /v1/code  " + infected.name() + ", logged in by face, before any test", before);
        narrator.expectStatus(before, 200, "a resident sees the own code");

        Instant begun = calls.now();
        List<Resident> healthy = cast.othersThan(infected);
        List<String> tubes = new ArrayList<>();
        tubes.add(fill(collector, POOL, healthy.subList(0, POOLED)));
        healthy.subList(POOLED, healthy.size()).forEach(one -> tubes.add(fill(collector, 1, List.of(one))));
        String single = fill(collector, 1, List.of(infected));
        pace.at().accept(Moment.SEALED);

        many(lab, tubes, healthy, begun);
        one(lab, single, infected, begun);
    }

    private String fill(String collector, int capacity, List<Resident> members) {
        String barcode = "T" + run + "-" + calls.hex(3).toUpperCase(Locale.ROOT);
        calls.openTube(collector, barcode, capacity).orFail("opening the tube " + barcode);
        for (Resident member : members) {
            Answer answer = calls.sample(collector, barcode, calls.pass(member.token()));
            narrator.expectStatus(answer, 201, "the site scans the pass of " + member.name() + " into tube " + barcode);
        }
        calls.seal(collector, barcode).orFail("sealing the tube " + barcode);
        return barcode;
    }

    private void many(String lab, List<String> tubes, List<Resident> healthy, Instant begun) {
        List<ObjectNode> lines =
                tubes.stream().map(tube -> calls.result(tube, "negative")).toList();
        Answer answer = calls.reportMany(lab, lines);
        narrator.call("POST /v1/results  (NDJSON) " + lines.size() + " tubes are negative", answer);
        narrator.expect(
                answer.status() == 200
                        && answer.json().path("accepted").asInt() == lines.size()
                        && answer.json().path("rejected").isEmpty(),
                "the lab's report is accepted line by line");
        pace.at().accept(Moment.REPORTED_MANY);
        for (Resident one : healthy) {
            changed(one, "green", answer, begun);
        }
    }

    private void one(String lab, String tube, Resident infected, Instant begun) {
        Answer answer = calls.report(lab, calls.result(tube, "positive"));
        narrator.call("POST /v1/results  tube " + tube + " is positive", answer);
        narrator.expect(
                answer.status() == 200 && answer.json().path("accepted").asInt() == 1, "the result is accepted");
        pace.at().accept(Moment.REPORTED_ONE);
        Answer code = changed(infected, "red", answer, begun);
        narrator.call("GET /v1/code  " + infected.name(), code);
    }

    /** The colour alone could be that of an earlier play: it must be told of a sample of this one. */
    private Answer changed(Resident resident, String colour, Answer report, Instant begun) {
        Answer code = Waiting.until(
                Waiting.PATIENCE.plus(pace.patience()),
                () -> calls.code(resident.token()),
                answer -> shows(answer, colour, begun));
        boolean met = shows(code, colour, begun);
        narrator.expect(
                met,
                met
                        ? "%s is %s %d ms after the lab was answered"
                                .formatted(resident.name(), colour, millis(code.arrived() - report.arrived()))
                        : "%s should be %s by a sample of now and is %s"
                                .formatted(resident.name(), colour, code.text("colour")));
        return code;
    }

    static boolean shows(Answer code, String colour, Instant begun) {
        String sampledAt = code.json().path("latestTest").path("sampledAt").asText("");
        return code.text("colour").equals(colour)
                && !sampledAt.isEmpty()
                && !Instant.parse(sampledAt).isBefore(begun);
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
