package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.vouch.local.platform.StartFailed;

class ComplaintTest {

    @Test
    void whatWasMeantForThePersonIsSaidAsItIs() {
        assertThat(Complaint.about(new StartFailed("Port 8081 is taken."))).isEqualTo("Port 8081 is taken.");
    }

    @Test
    void causesAreSaidBehindEachOtherAndWrappingsAreNot() {
        var failure = new CompletionException(new IllegalStateException(
                "Kafka did not start", new UncheckedIOException("cannot write", new IOException("No space left"))));

        assertThat(Complaint.about(failure)).isEqualTo("Kafka did not start: cannot write: No space left");
    }

    @Test
    void whatSaysNothingIsNamed() {
        assertThat(Complaint.about(new UncheckedIOException("cannot read it", new NoSuchFileException("/x"))))
                .isEqualTo("cannot read it: NoSuchFileException /x");
        assertThat(Complaint.about(new NullPointerException())).isEqualTo("NullPointerException");
    }
}
