package org.vouch.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstInvitationTest {
    private static final String LINK = "http://localhost:8081/staff/sign-in#";
    private static final String LINE =
            "Vouch: the first administrator signs in, once and until 2026-11-23T16:06:57.599Z, at " + LINK;

    @TempDir
    Path folder;

    @Test
    void isTakenOnceAndUnreadableInTheLogFromThenOn() throws IOException {
        var log = folder.resolve("identity-service.log");
        Files.writeString(log, "{\"message\":\"\u5f20\"}\n" + LINE + "a-secret_7\n{\"message\":\"after\"}\n");
        assertThat(FirstInvitation.take(log)).contains(LINK + "a-secret_7");
        assertThat(Files.readString(log))
                .isEqualTo("{\"message\":\"\u5f20\"}\n" + LINE + "**********\n{\"message\":\"after\"}\n");
        assertThat(FirstInvitation.take(log)).isEmpty();
    }

    /** Nobody used the first one in time. */
    @Test
    void theNextOneIsTakenAsWell() throws IOException {
        var log = folder.resolve("identity-service.log");
        Files.writeString(log, LINE + "first\n");
        assertThat(FirstInvitation.take(log)).contains(LINK + "first");
        Files.writeString(log, LINE + "second\n", StandardOpenOption.APPEND);
        assertThat(FirstInvitation.take(log)).contains(LINK + "second");
        assertThat(FirstInvitation.take(log)).isEmpty();
    }

    @Test
    void isNotThereWhereNoneWasPrinted() throws IOException {
        assertThat(FirstInvitation.take(folder.resolve("none.log"))).isEmpty();
        var log = Files.writeString(folder.resolve("quiet.log"), "{\"message\":\"the first administrator\"}\n");
        assertThat(FirstInvitation.take(log)).isEmpty();
    }
}
