package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RenderTest {
    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> isLintedStrictlyWithEveryProfile() {
        return Chart.PROFILES.stream().map(profile -> DynamicTest.dynamicTest(profile, () -> lint(profile)));
    }

    private void lint(String profile) throws IOException {
        var result = Chart.lint(profile, scratch.resolve(profile));
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        // An icon is for catalogues of charts, in which this one does not stand.
        assertThat(result.getMessages()).allMatch(message -> message.contains("icon is recommended"));
    }

    @TestFactory
    Stream<DynamicTest> everyObjectIsOneThatAnApiServerTakes() {
        List<String> profiles = Chart.PROFILES.stream()
                .flatMap(profile -> Chart.of(profile).objects().stream().map(object -> profile))
                .toList();
        List<JsonNode> objects = Chart.PROFILES.stream()
                .flatMap(profile -> Chart.of(profile).objects().stream())
                .toList();
        List<List<String>> faults = StrictKinds.faults(objects);
        return IntStream.range(0, objects.size())
                .mapToObj(at -> DynamicTest.dynamicTest(
                        profiles.get(at) + ": " + Rendered.called(objects.get(at)),
                        () -> assertThat(faults.get(at)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> noTwoObjectsHaveOneName() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> assertThat(Chart.of(profile).objects().stream()
                                .map(RenderTest::identity)
                                .filter(new HashSet<String>()::add))
                        .hasSameSizeAs(Chart.of(profile).objects())
                        .hasSizeGreaterThan(60)));
    }

    private static String identity(JsonNode object) {
        return object.path("apiVersion").asText() + " " + Rendered.called(object);
    }
}
