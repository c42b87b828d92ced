package org.vouch.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.testing.CapturedLog;
import org.vouch.identity.testing.Desk;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Settings;

/** The first start, played again and again by the running service's own parts on a table without administrators. */
@ServiceTest
class FirstAdminTest {
    @Inject
    FirstAdmin first;

    @Inject
    Staff staff;

    @Inject
    PublicAddress address;

    @Inject
    DataSource database;

    @BeforeEach
    void nobodyYet() throws SQLException {
        run("delete from staff where role = 'admin'");
    }

    @Test
    void theFirstStartPrintsOneLinkAndARestartNone() {
        try (var log = CapturedLog.begin()) {
            var printed = printedBy(first);
            assertThat(printed)
                    .matches("Vouch: the first administrator signs in, once and until \\S+Z,"
                            + " at http://localhost:8081/staff/sign-in#[A-Za-z0-9_-]{43}\\R");
            assertThat(printedBy(first)).isEmpty();
            var secret = printed.strip().substring(printed.indexOf('#') + 1);
            assertThat(log.text()).doesNotContain(secret);
            var token = Desk.tokenOf(Desk.session(secret));
            Desk.invite(token, "The second one", "admin").then().statusCode(201);
            assertThat(printedBy(first)).isEmpty();
        }
    }

    @Test
    void ofManyReplicasExactlyOneInvites() {
        var links = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(this::invited)).toList().stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
        assertThat(links).hasSize(1);
        assertThat(links.get(0)).hasToString("Link");
    }

    @Test
    void aLinkThatEndedUnusedIsFollowedByAnotherForTheSameAccount() throws SQLException {
        var before = Desk.secretOf(invited().orElseThrow().text());
        run("update staff_credential set expires_at = now() - interval '1 second'");
        var next = Desk.secretOf(invited().orElseThrow().text());
        Desk.signIn(before).then().statusCode(401);
        Desk.signIn(next).then().statusCode(201);
        assertThat(admins()).isEqualTo(1);
    }

    @Test
    void anAdministratorWhoOnceCameIsEnoughThoughTheirSessionHasEnded() throws SQLException {
        Desk.session(Desk.secretOf(invited().orElseThrow().text()));
        run("delete from staff_credential");
        assertThat(invited()).isEmpty();
    }

    @Test
    void somebodyElsesUnusedAccountIsNotTheFirstOnes() throws SQLException {
        var invited = Desk.invited("Invited by a client of the file", "admin");
        assertThat(invited()).isEmpty();
        run("delete from staff_credential");
        Desk.session(Desk.secretOf(invited().orElseThrow().text()));
        assertThat(admins()).isEqualTo(2);
        Desk.revoke(Desk.ADMIN, invited.id()).then().statusCode(204);
    }

    @Test
    void withoutAPublicAddressNothingIsPrinted() throws SQLException {
        var unset = new FirstAdmin(
                staff,
                address,
                Settings.of(StaffConfig.class),
                UUID::randomUUID,
                Clock.systemUTC(),
                new SecureRandom());
        assertThat(printedBy(unset)).isEmpty();
        assertThat(admins()).isZero();
    }

    private Optional<FirstAdmin.Link> invited() {
        return Objects.requireNonNull(first.invite().await().atMost(Patience.LONG));
    }

    private static String printedBy(FirstAdmin first) {
        var before = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            first.start(new StartupEvent());
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private int admins() throws SQLException {
        try (var connection = database.getConnection();
                var rows =
                        connection.createStatement().executeQuery("select count(*) from staff where role = 'admin'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
