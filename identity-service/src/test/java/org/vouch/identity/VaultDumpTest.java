package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.face.FaceEngine;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

/** Whoever has the database has no name, no number and no face. */
@ServiceTest
class VaultDumpTest {
    private static final Somebody LI = Somebody.LI;

    @Inject
    Pool pool;

    @Inject
    FaceEngine engine;

    @Test
    void noTableHoldsANameANumberAFaceOrASecret() throws Exception {
        var gate = TestTokens.client("checkpoint", "dump-gate");
        var login = Api.loggedIn(LI);
        var waiting = Api.shown("presence", gate, LI);
        var idempotent = Api.as(gate)
                .header("Idempotency-Key", "the key of a dump test")
                .contentType("application/json")
                .body("{\"purpose\":\"presence\"}")
                .post("/v1/face-sessions");
        var dump = dump();

        var forbidden = new ArrayList<byte[]>();
        for (var text : List.of(
                LI.number(),
                LI.number().substring(6, 14),
                LI.fullName(),
                "李**",
                waiting,
                idempotent.<String>path("id"),
                login.<String>path("refresh_token"),
                login.<String>path("access_token"))) {
            forbidden.add(text.getBytes(StandardCharsets.UTF_8));
            forbidden.add(text.getBytes(StandardCharsets.UTF_16BE));
        }
        forbidden.add(MessageDigest.getInstance("SHA-256").digest(LI.number().getBytes(StandardCharsets.UTF_8)));
        var face = ((FaceReading.Usable) engine.read(LI.capture())).template().toBytes();
        // Any four numbers in a row of the template, in either byte order.
        for (var at = face.length - 512; at + 16 <= face.length; at += 16) {
            var four = java.util.Arrays.copyOfRange(face, at, at + 16);
            forbidden.add(four);
            var other = ByteBuffer.allocate(16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            other.asIntBuffer().put(ByteBuffer.wrap(four).asIntBuffer());
            forbidden.add(other.array());
        }
        forbidden.add(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0});
        assertThat(dump.length).isGreaterThan(5_000);
        for (var secret : forbidden) {
            assertThat(indexOf(dump, secret))
                    .as(new String(secret, StandardCharsets.UTF_8))
                    .isNegative();
        }
        // The scan finds what is there: the pseudonym is.
        var person = TokensTest.verified(login.path("access_token"), "at+jwt").getSubject();
        assertThat(indexOf(dump, person.getBytes(StandardCharsets.UTF_8))).isNotNegative();
    }

    @Test
    void sealedColumnsOfAllPersonsHaveOneSize() {
        Api.enrolled(LI);
        Api.enrolled(Somebody.ADA);
        var sizes = pool.query("select distinct octet_length(document_index), octet_length(row_secret),"
                        + " octet_length(row_key), octet_length(identity), octet_length(template)"
                        + " from (select * from person where template is not null union all select * from decoy)")
                .execute()
                .await()
                .atMost(Patience.LONG);
        assertThat(sizes.size()).isEqualTo(1);
    }

    /** Every row of every table, binary columns as their bytes, everything else as PostgreSQL writes it. */
    private byte[] dump() {
        var out = new ByteArrayOutputStream();
        var tables = rows("select table_name::text from information_schema.tables where table_schema = 'public'");
        assertThat(tables).contains("person", "decoy", "face_session", "refresh_family", "outbox", "idempotent_answer");
        for (var table : tables) {
            rows("select t::text from \"" + table + "\" t")
                    .forEach(row -> out.writeBytes(row.getBytes(StandardCharsets.UTF_8)));
            for (var column :
                    rows("select column_name::text from information_schema.columns where table_schema = 'public'"
                            + " and data_type = 'bytea' and table_name = '" + table + "'")) {
                pool.query("select " + column + " from \"" + table + "\" where " + column + " is not null")
                        .execute()
                        .await()
                        .atMost(Patience.LONG)
                        .forEach(row -> out.writeBytes(row.getBuffer(0).getBytes()));
            }
        }
        return out.toByteArray();
    }

    private List<String> rows(String sql) {
        var rows = new ArrayList<String>();
        pool.query(sql).execute().await().atMost(Patience.LONG).forEach(row -> rows.add(row.getString(0)));
        return rows;
    }

    private static int indexOf(byte[] whole, byte[] part) {
        for (var i = 0; i + part.length <= whole.length; i++) {
            if (whole[i] == part[0] && java.util.Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
