package org.vouch.simulator;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;

/** What a world is made of. A name that no world has is refused: it would be a misspelt one. */
public final class Parameters {
    private final Properties values;

    private Parameters(Properties values) {
        this.values = values;
    }

    public static Parameters standard() {
        var values = new Properties();
        try (var in = Parameters.class.getResourceAsStream("parameters.properties")) {
            if (in == null) {
                throw new IllegalStateException("parameters.properties is part of this module");
            }
            values.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Parameters(values);
    }

    public static Parameters of(Path file) throws IOException {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var given = new Properties();
            given.load(in);
            return standard().with(given);
        }
    }

    public Parameters with(Properties given) {
        var all = new Properties();
        all.putAll(values);
        for (var name : given.stringPropertyNames()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("there is no parameter " + name);
            }
            all.setProperty(name, given.getProperty(name));
        }
        return new Parameters(all);
    }

    public Parameters with(String name, Object value) {
        var given = new Properties();
        given.setProperty(name, value.toString());
        return with(given);
    }

    private String text(String name) {
        var value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
        return value.trim();
    }

    public Instant start() {
        return Instant.parse(text("start"));
    }

    public int days() {
        return whole("days");
    }

    public int people() {
        return whole("people");
    }

    int whole(String name) {
        return Integer.parseInt(text(name));
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    List<Integer> wholes(String name) {
        return Arrays.stream(text(name).split(","))
                .map(String::trim)
                .filter(one -> !one.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    /** Drawn evenly between least and most. */
    int between(String name, SplittableRandom random) {
        return (int) Math.round(numberBetween(name, random));
    }

    double numberBetween(String name, SplittableRandom random) {
        var ends = text(name).split(",");
        var least = Double.parseDouble(ends[0].trim());
        return least + random.nextDouble() * (Double.parseDouble(ends[1].trim()) - least);
    }
}
