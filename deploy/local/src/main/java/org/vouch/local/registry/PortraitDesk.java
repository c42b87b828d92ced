package org.vouch.local.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.local.people.Person;

/** Hands out one portrait for one document number with the right name, to whoever knows the key; nothing else, and no list. */
final class PortraitDesk implements HttpHandler {

    private static final int LONGEST_BODY = 4096;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private record Question(@Nullable String type, @Nullable String number, @Nullable String name) {}

    private final List<Person> people;
    private final Path photos;
    private final byte[] authorization;

    PortraitDesk(List<Person> people, Path photos, String key) {
        this.people = people;
        this.photos = photos;
        this.authorization = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405);
            } else if (!knowsTheKey(exchange)) {
                answer(exchange, 401);
            } else {
                answer(exchange, exchange.getRequestBody().readNBytes(LONGEST_BODY + 1));
            }
        }
    }

    private boolean knowsTheKey(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        if (body.length > LONGEST_BODY) {
            answer(exchange, 413);
            return;
        }
        Question question;
        try {
            question = JSON.readValue(body, Question.class);
        } catch (JacksonException e) {
            answer(exchange, 400);
            return;
        }
        Optional<Person> found = people.stream()
                .filter(person -> Person.DOCUMENT_TYPE.equals(question.type())
                        && person.number().equals(question.number())
                        && person.name().equals(question.name()))
                .findFirst();
        if (found.isEmpty()) {
            answer(exchange, 404);
            return;
        }
        byte[] portrait = Files.readAllBytes(photos.resolve(found.get().portrait()));
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, portrait.length);
        exchange.getResponseBody().write(portrait);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }
}
