package org.vouch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final Path CONTRACT =
            Path.of("..", "..", "audit-service", "client", "src", "main", "resources", "contract");

    /** A village for a week. */
    private static final Parameters VILLAGE = village();

    private static Parameters village() {
        var village = Parameters.standard().with("people", 2_000).with("days", 7);
        for (var name : List.of("hospital.desks", "care.homes", "schools", "airport.gates", "sites", "officers")) {
            village = village.with(name, 2);
        }
        village = village.with("venues", 5)
                .with("mass.days", "2")
                .with("attacks.4", 1)
                .with("p4.accounts", "20,30")
                .with("p3.accounts", "10,20");
        for (var pattern : List.of(1, 2, 3, 5, 9, 12, 13, 18, 19, 20)) {
            village = village.with("attacks." + pattern, 2);
        }
        return village;
    }

    private static List<Access> records(long seed) {
        var records = new ArrayList<Access>();
        new Simulation(VILLAGE, seed).run(happening -> records.add(happening.access()));
        return records;
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherDoesNot(@TempDir Path folder) throws IOException {
        Simulator.write(new Simulation(VILLAGE, 5), folder.resolve("one"));
        Simulator.write(new Simulation(VILLAGE, 5), folder.resolve("same"));
        Simulator.write(new Simulation(VILLAGE, 6), folder.resolve("other"));
        for (var file : List.of("records.ndjson", "labels.ndjson")) {
            var one = folder.resolve("one").resolve(file);
            assertThat(Files.mismatch(one, folder.resolve("same").resolve(file)))
                    .isEqualTo(-1);
            assertThat(Files.mismatch(one, folder.resolve("other").resolve(file)))
                    .isNotEqualTo(-1);
        }
    }

    @Test
    void everyRecordIsWhatTheContractSays() throws IOException {
        var factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
        var strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        var granted = factory.getSchema(Files.readString(CONTRACT.resolve("access-granted.v1.schema.json")), strict);
        var refused = factory.getSchema(Files.readString(CONTRACT.resolve("access-refused.v1.schema.json")), strict);
        var records = records(5);
        for (var i = 0; i < records.size(); i += 200) {
            var line = new StringBuilder();
            records.get(i).write(line);
            var schema = records.get(i).refusal() == null ? granted : refused;
            assertThat(schema.validate(line.toString(), InputFormat.JSON))
                    .as(line.toString())
                    .isEmpty();
        }
    }

    @Test
    void whoeverIsToBlameIsInTheRecordsWithinTheirTime() {
        var requesters = new HashSet<String>();
        var honest = VILLAGE.with("attacks.18", 0);
        new Simulation(honest, 5).run(happening -> {
            var record = happening.access();
            requesters.add(record.requester());
            requesters.add(record.producer());
        });
        var labels = new Simulation(honest, 5).labels();
        assertThat(labels).allMatch(label -> !label.until().isBefore(label.from()));
        assertThat(labels).extracting(Label::requester).isSubsetOf(requesters);
        assertThat(labels).extracting(Label::pattern).contains(1, 2, 3, 4, 5, 9, 12, 13, 19, 20);
    }

    @Test
    void numbersAreContiguousUnlessTheyAreSuppressed() {
        var honest = VILLAGE.with("attacks.18", 0);
        var numbers = new HashMap<String, TreeSet<Long>>();
        new Simulation(honest, 5)
                .run(happening -> numbers.computeIfAbsent(happening.access().producer(), first -> new TreeSet<>())
                        .add(happening.access().sequence()));
        assertThat(numbers.values()).allMatch(all -> all.first() == 1 && all.last() == all.size());
    }

    @Test
    void aParameterThatNoWorldHasIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> VILLAGE.with("peopel", 3));
    }
}
