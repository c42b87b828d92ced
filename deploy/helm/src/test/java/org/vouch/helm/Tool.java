package org.vouch.helm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program of this machine; where it is not installed, whoever runs it is skipped and told how to install it. */
enum Tool {
    PROMTOOL("promtool", "prometheus"),
    AMTOOL("amtool", "prometheus-alertmanager");

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** What came of it: its status, and everything that it wrote. */
    record Answer(int status, String said) {}

    Answer run(List<String> arguments) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), program + " is not installed (Debian: apt-get install " + debianPackage + ")");
        var command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), said);
    }

    /** Of a run that goes well. */
    String said(List<String> arguments) throws IOException, InterruptedException {
        Answer answer = run(arguments);
        if (answer.status() != 0) {
            throw new AssertionError(answer.said());
        }
        return answer.said();
    }

    private boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
