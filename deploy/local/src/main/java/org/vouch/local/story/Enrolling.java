package org.vouch.local.story;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Step 1: five people enrol with their own faces, one tries another's document. */
final class Enrolling {

    private final Calls calls;
    private final Cast cast;
    private final Pace pace;
    private final Narrator narrator;
    private final Set<String> enrolled = new LinkedHashSet<>();

    Enrolling(Calls calls, Cast cast, Pace pace, Narrator narrator) {
        this.calls = calls;
        this.cast = cast;
        this.pace = pace;
        this.narrator = narrator;
    }

    void play() {
        narrator.heading("1  People enrol");
        narrator.say("The civil registry knows a portrait of each; the camera delivers another picture, and only the");
        narrator.say("face in it can say that it is the same person. No picture is kept.");
        List<Resident> residents = cast.residents();
        shown(residents.get(0));
        pace.at().accept(Moment.ENROLLED);
        residents.subList(1, Cast.SHOWN).forEach(this::shown);
        List<Resident> more = residents.subList(Cast.SHOWN, residents.size());
        if (!more.isEmpty()) {
            narrator.say("  " + more.size() + " more in the same way: "
                    + String.join(", ", more.stream().map(Resident::name).toList()));
            more.forEach(this::quietly);
        }
        another();
    }

    private void shown(Resident resident) {
        Answer answer = enrol(resident);
        narrator.call("POST /v1/enrolments  " + resident.name() + ", own document, own face", answer);
        narrator.expect(
                answer.status() == 201 && answer.text("maskedName").startsWith(firstOf(resident.name())),
                resident.name() + " is enrolled and answered with a masked name only");
    }

    private void quietly(Resident resident) {
        Answer answer = enrol(resident);
        narrator.expectStatus(answer, 201, resident.name() + " is enrolled");
    }

    private Answer enrol(Resident resident) {
        Demo.Person person = resident.person();
        Answer answer = calls.enrol(calls.look("enrolment", null, person), person.document(), person.name());
        if (answer.status() == 201) {
            enrolled.add(person.document().number());
        }
        return answer;
    }

    /** Document numbers of those who were told that they are enrolled. */
    Set<String> enrolled() {
        return Set.copyOf(enrolled);
    }

    private void another() {
        Demo.Person victim = cast.residents().get(0).person();
        String session = calls.look("enrolment", null, cast.outsider());
        Answer answer = calls.enrol(session, victim.document(), victim.name());
        narrator.call(
                "POST /v1/enrolments  " + cast.outsider().name() + " with the document of " + victim.name(), answer);
        narrator.expectProblem(answer, 403, "enrolment-refused", "another's document is refused");
    }

    private static String firstOf(String name) {
        return name.substring(0, 1);
    }
}
