package org.vouch.local.story;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.vouch.local.platform.ConsumerGroups;
import org.vouch.local.platform.ConsumerGroups.Group;
import org.vouch.local.platform.PortUse;

/** What the processes of a service have to know of each other: each is asked at its own address. */
final class Sharing {

    private static final int PROOFS = 5;

    /** One more than may fail before the right face waits as well. */
    private static final int FAILURES = 6;

    private static final String SUSPENDED = "requester-suspended";
    private static final String PRESENCE = "presence";

    private final Demo demo;
    private final List<Calls> processes;
    private final Cast cast;
    private final Narrator narrator;

    /** @param calls makes the calls of one process, whose services are at these addresses */
    Sharing(Demo demo, int processes, Function<Demo.Services, Calls> calls, Cast cast, Narrator narrator) {
        this.demo = demo;
        this.processes = IntStream.range(0, processes)
                .mapToObj(number -> calls.apply(at(processes, number)))
                .toList();
        this.cast = cast;
        this.narrator = narrator;
    }

    void play() {
        narrator.heading("What the processes of a service know of each other");
        partitions();
        proofs();
        suspension();
        attempts();
    }

    private static Demo.Services at(int processes, int number) {
        List<String> addresses = PortUse.SERVICES.stream()
                .map(service -> "http://localhost:"
                        + service.processes(processes).get(number).port())
                .toList();
        return new Demo.Services(addresses.get(0), addresses.get(1), addresses.get(2), addresses.get(3));
    }

    private void partitions() {
        Waiting.until(Waiting.PATIENCE, () -> notShared(ConsumerGroups.now()).isEmpty());
        List<Group> groups = ConsumerGroups.now();
        List<Group> notShared = notShared(groups);
        narrator.expect(
                !groups.isEmpty() && notShared.isEmpty(),
                "of %d groups of readers each has its topics' partitions shared among the processes%s"
                        .formatted(groups.size(), notShared.isEmpty() ? "" : ", but " + notShared));
    }

    private List<Group> notShared(List<Group> groups) {
        return groups.stream()
                .filter(group -> !group.isSharedBy(processes.size()))
                .toList();
    }

    private void proofs() {
        Calls first = processes.get(0);
        String gate = first.token(demo.client("checkpoint"));
        Demo.Person person = cast.lookedUp().person();
        int once = 0;
        for (int proof = 0; proof < PROOFS; proof++) {
            String session = first.look(PRESENCE, gate, person);
            String presented = first.presence(gate, session, person.document(), person.name(), "entry")
                    .orFail("a proof")
                    .path("presenceProof")
                    .asText();
            List<Answer> answers = atOnce(process -> process.proxyLookup(gate, presented));
            once += answers.stream().filter(answer -> answer.status() == 200).count() == 1 ? 1 : 0;
        }
        narrator.expect(
                once == PROOFS,
                "%d proofs, each shown to every healthcode-service at once: exactly one took it of %d"
                        .formatted(PROOFS, once));
    }

    private void suspension() {
        Resident suspended = cast.curious().stream()
                .filter(one -> processes
                        .get(0)
                        .openSession(PRESENCE, one.token())
                        .problem()
                        .equals(SUSPENDED))
                .findFirst()
                .orElseThrow(() -> new StoryBroken("nobody is suspended after the story"));
        narrator.expect(
                processes.stream()
                        .allMatch(process -> process.openSession(PRESENCE, suspended.token())
                                        .problem()
                                        .equals(SUSPENDED)
                                && process.code(suspended.token()).status() == 200),
                suspended.name() + " is suspended at every process, and sees the own code at every one");
    }

    /** Half of the failures at each; then the right face, at each. */
    private void attempts() {
        List<Resident> residents = cast.residents();
        Demo.Person victim = residents.get(residents.size() - 1).person();
        Demo.Person stranger = cast.lookedUp().person();
        for (int failure = 0; failure < FAILURES; failure++) {
            Calls process = processes.get(failure % processes.size());
            process.login(process.look("login", null, stranger), victim);
        }
        List<Answer> right = new ArrayList<>();
        processes.forEach(process -> right.add(process.login(process.look("login", null, victim), victim)));
        narrator.expect(
                right.stream().allMatch(answer -> answer.status() == 400),
                "%d wrong faces, shared among every identity-service: the right one waits at each".formatted(FAILURES));
    }

    private List<Answer> atOnce(Function<Calls, Answer> call) {
        List<CompletableFuture<Answer>> answers = processes.stream()
                .map(process -> CompletableFuture.supplyAsync(() -> call.apply(process)))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
