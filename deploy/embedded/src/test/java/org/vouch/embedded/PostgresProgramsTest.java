package org.vouch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {

    @Test
    void thePlaceIsMadeForThisUserOnlyAndTakenAgain(@TempDir Path folder) throws IOException {
        Path place = PostgresPrograms.privately(folder.resolve("vouch"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rwx------");
        assertThat(PostgresPrograms.privately(place)).isEqualTo(place);
    }

    @Test
    void aPlaceThatOthersMayWriteToIsNotTaken(@TempDir Path folder) throws IOException {
        Path open = Files.createDirectory(folder.resolve("vouch"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> PostgresPrograms.privately(open)).hasMessageContaining("written by other users");
    }

    @Test
    void aLinkToSomewhereElseIsNotTaken(@TempDir Path folder) throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve("vouch"), elsewhere);

        assertThatThrownBy(() -> PostgresPrograms.privately(link)).isInstanceOf(IOException.class);
    }

    @Test
    void theProgramsAreThereWholeAndOnce(@TempDir Path folder) throws IOException {
        Path programs = PostgresPrograms.unpacked(folder);

        assertThat(programs.resolve("bin/postgres")).isExecutable();
        assertThat(programs.resolve("bin/initdb")).isExecutable();
        assertThat(PostgresPrograms.unpacked(folder)).isEqualTo(programs);
        try (Stream<Path> inside = Files.list(folder)) {
            assertThat(inside).containsExactly(programs);
        }
    }
}
