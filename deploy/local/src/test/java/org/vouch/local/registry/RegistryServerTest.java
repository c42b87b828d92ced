package org.vouch.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.local.people.Person;

class RegistryServerTest {

    private static final Person PERSON = new Person("张若溪", "990101198704121018", "portrait.jpg", "capture.jpg");
    private static final String RIGHT = "{\"type\":\"resident-id\",\"number\":\"990101198704121018\",\"name\":\"张若溪\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @Test
    void onlyNumberAndNameTogetherBringThePortrait() throws Exception {
        Files.write(folder.resolve("portrait.jpg"), new byte[] {4, 2});
        try (RegistryServer server = RegistryServer.start(0, List.of(PERSON), folder, "key")) {
            HttpResponse<byte[]> found = ask(server, "key", RIGHT);

            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.body()).containsExactly(4, 2);
            assertThat(found.headers().firstValue("Content-Type")).contains("image/jpeg");
            assertThat(ask(server, "key", RIGHT.replace("张若溪", "李思远")).statusCode())
                    .isEqualTo(404);
            assertThat(ask(server, "key", RIGHT.replace("1018", "1019")).statusCode())
                    .isEqualTo(404);
            assertThat(ask(server, "key", RIGHT.replace("resident-id", "passport"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whoeverDoesNotKnowTheKeyOrTheFormGetsNothing() throws Exception {
        try (RegistryServer server = RegistryServer.start(0, List.of(PERSON), folder, "key")) {
            assertThat(ask(server, "kez", RIGHT).statusCode()).isEqualTo(401);
            assertThat(ask(server, "key", "{").statusCode()).isEqualTo(400);
            assertThat(ask(server, "key", "{\"number\":\"x\",\"more\":1}").statusCode())
                    .isEqualTo(400);
            assertThat(ask(server, "key", " ".repeat(5000)).statusCode()).isEqualTo(413);
        }
    }

    private static HttpResponse<byte[]> ask(RegistryServer server, String key, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v1/portraits"))
                                .header("Authorization", "Bearer " + key)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofByteArray());
    }
}
