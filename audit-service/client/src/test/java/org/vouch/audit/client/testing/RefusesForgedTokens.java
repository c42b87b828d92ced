package org.vouch.audit.client.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * That the running service takes none of {@link ForgedAccessTokens}, says the same to all, and takes the sound ones. A
 * service's {@code ForgedTokensTest} implements this; it is the whole way of a token through HTTP.
 */
public interface RefusesForgedTokens {

    /** Calls what is any resident's own, somebody's of whom nothing is known too. */
    Response own(RequestSpecification resident);

    @Test
    default void takesSoundTokens() {
        for (var token : ForgedAccessTokens.sound()) {
            assertThat(called(token).statusCode()).isIn(200, 204);
        }
    }

    @Test
    default void refusesEveryForgedTokenAlikeAndLooksNowhereForItsKey() throws IOException {
        try (var nobodys = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobodys.setSoTimeout(50);
            var elsewhere = URI.create("http://127.0.0.1:" + nobodys.getLocalPort() + "/jwks.json");
            var forged = ForgedAccessTokens.all(elsewhere);
            assertThat(forged).extracting(Forged::how).doesNotHaveDuplicates().hasSizeGreaterThan(250);
            var all = new SoftAssertions();
            var like = called("garbage");
            for (var one : forged) {
                var answer = called(one.token());
                all.assertThat(described(answer)).as(one.how()).isEqualTo(described(like));
            }
            all.assertThat(described(like))
                    .startsWith("401 application/problem+json")
                    .contains("Bearer", "no-store", "\"type\":\"urn:vouch:problem:unauthorized\"", "\"status\":401");
            all.assertThatThrownBy(nobodys::accept)
                    .as("nobody came for a key")
                    .isInstanceOf(SocketTimeoutException.class);
            all.assertAll();
        }
    }

    @Test
    default void refusesATokenForEveryOtherService() {
        var itself = ConfigProvider.getConfig().getValue("vouch.tokens.audience", String.class);
        var others = new ArrayList<>(TestTokens.EVERY_SERVICE);
        assertThat(others.remove(itself)).isTrue();
        assertThat(called(TestTokens.token(claims -> claims.setAudience(others)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(called(TestTokens.token(claims -> claims.setAudience(itself)))
                        .statusCode())
                .isIn(200, 204);
    }

    private Response called(String token) {
        return own(given().header("Authorization", "Bearer " + token));
    }

    private static String described(Response answer) {
        return answer.statusCode() + " " + answer.contentType() + " " + answer.header("WWW-Authenticate") + " "
                + answer.header("Cache-Control") + " " + answer.asString();
    }
}
