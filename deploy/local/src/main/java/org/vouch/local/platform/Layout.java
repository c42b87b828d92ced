package org.vouch.local.platform;

import java.nio.file.Path;

/** Where things lie: everything that a run writes is under {@code deploy/local/target}. */
public record Layout(Path repository) {

    public Path target() {
        return repository.resolve("deploy/local/target");
    }

    /** What survives a stop. */
    public Path data() {
        return target().resolve("data");
    }

    public Path keys() {
        return data().resolve("keys");
    }

    /** Key and memory of a process of the log, which no other process needs to read, and its public key beside them. */
    public Path logProcess(String name) {
        return data().resolve("log-" + name);
    }

    public Path logs() {
        return target().resolve("logs");
    }

    public Path postgres() {
        return data().resolve("postgres");
    }

    /** Held by the launcher that has this platform. */
    public Path lock() {
        return target().resolve("launcher.lock");
    }

    /** Process ids of what runs now. */
    public Path ledger() {
        return target().resolve("running.json");
    }

    public Path demo() {
        return target().resolve("demo.json");
    }

    /** Portraits and captures, cut by the build. */
    public Path people() {
        return target().resolve("people");
    }

    public Path jar(String service) {
        return repository.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }
}
