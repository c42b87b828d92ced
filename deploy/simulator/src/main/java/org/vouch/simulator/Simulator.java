package org.vouch.simulator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a world into a folder: records.ndjson and labels.ndjson. */
public final class Simulator {
    private Simulator() {}

    public static void main(String[] arguments) throws IOException {
        var seed = 1L;
        var parameters = Parameters.standard();
        Path out = null;
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            var value = arguments[i + 1];
            switch (arguments[i]) {
                case "--seed" -> seed = Long.parseLong(value);
                case "--parameters" -> parameters = Parameters.of(Path.of(value));
                case "--out" -> out = Path.of(value);
                default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
            }
        }
        if (out == null) {
            throw new IllegalArgumentException("--out DIR is needed");
        }
        write(new Simulation(parameters, seed), out);
    }

    public static void write(Simulation world, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var labels = Files.newBufferedWriter(folder.resolve("labels.ndjson"), StandardCharsets.UTF_8)) {
            for (var label : world.labels()) {
                labels.write(label.line());
                labels.write('\n');
            }
        }
        try (BufferedWriter records =
                Files.newBufferedWriter(folder.resolve("records.ndjson"), StandardCharsets.UTF_8)) {
            var line = new StringBuilder(512);
            world.run(happening -> {
                line.setLength(0);
                happening.access().write(line);
                write(records, line.append('\n'));
            });
        }
    }

    private static void write(Writer out, CharSequence line) {
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
