package org.vouch.local.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LicencesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Licences licences = Licences.read(Path.of("../licences.txt"));

    LicencesTest() throws IOException {}

    @Test
    void oneAllowedLicenceOfSeveralIsEnough() {
        assertThat(licences.refused(Stream.of(
                        new Library("org.rocksdb:rocksdbjni", List.of("Apache-2.0", "GPL-2.0-only")),
                        new Library("io.vertx:vertx-core", List.of("EPL-1.0", "Apache-2.0")))))
                .isEmpty();
    }

    @Test
    void aLicenceThatIsNotOnTheListIsRefusedInWords() {
        assertThat(licences.refused(Stream.of(
                        new Library("com.mysql:mysql-connector-j", List.of("GPL-2.0-only")),
                        new Library("a:b", List.of("AGPL-3.0-only", "Commercial")))))
                .containsExactly(
                        "a:b is under AGPL-3.0-only or Commercial",
                        "com.mysql:mysql-connector-j is under GPL-2.0-only");
    }

    @Test
    void aLibraryWithoutALicenceIsRefused() {
        assertThat(licences.refused(Stream.of(new Library("a:b", List.of()))))
                .containsExactly("a:b does not say under which licence it is");
    }

    @Test
    void anExceptionIsForOneLibraryAndItsWordsAlone() {
        assertThat(licences.refused(Stream.of(
                        new Library("com.google.re2j:re2j", List.of("Go License")),
                        new Library("net.jcip:jcip-annotations", List.of()))))
                .isEmpty();
        assertThat(licences.refused(Stream.of(
                        new Library("com.google.re2j:re2j", List.of("GPL-3.0-only")),
                        new Library("net.jcip:jcip-annotations", List.of("GPL-3.0-only")),
                        new Library("net.jcip:other", List.of()),
                        new Library("a:b", List.of("Go License")))))
                .hasSize(4);
    }

    @Test
    void anExceptionForNothingIsNoticed() {
        assertThat(licences.idle(List.of())).isEqualTo(licences.special()).isNotEmpty();
        assertThat(licences.idle(List.of(new Library("com.google.re2j:re2j", List.of("Go License")))))
                .doesNotContain("com.google.re2j:re2j Go License");
    }

    @Test
    void billsNameTheLicencesOfAllButOurOwn() throws IOException {
        var bill = JSON.readTree(
                """
                {"components": [
                  {"group": "org.vouch", "name": "audit-log"},
                  {"group": "a", "name": "b", "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "My own"}}]},
                  {"group": "c", "name": "d", "licenses": [{"expression": "MIT OR CC0-1.0"}]},
                  {"group": "e", "name": "f"}]}""");

        assertThat(Library.ofBill(bill))
                .containsExactly(
                        new Library("a:b", List.of("MIT", "My own")),
                        new Library("c:d", List.of("MIT OR CC0-1.0")),
                        new Library("e:f", List.of()));
    }

    @Test
    void locksNameWhatIsShippedAndNotWhatBuilds() throws IOException {
        var lock = JSON.readTree(
                """
                {"packages": {
                  "": {"license": "none"},
                  "node_modules/@preact/signals": {"license": "MIT"},
                  "node_modules/preact/node_modules/deep": {},
                  "node_modules/typescript": {"dev": true, "license": "Apache-2.0"}}}""");

        assertThat(Library.ofLock(lock))
                .containsExactly(new Library("@preact/signals", List.of("MIT")), new Library("deep", List.of()));
    }
}
