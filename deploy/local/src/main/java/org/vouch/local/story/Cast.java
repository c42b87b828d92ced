package org.vouch.local.story;

import java.util.List;

/**
 * Who plays which part.
 *
 * @param residents those who enrol, in order
 * @param outsider stands in the civil registry and never enrols
 */
record Cast(List<Resident> residents, Demo.Person outsider) {

    static final int SHOWN = 5;

    static Cast of(Demo demo, Calls calls) {
        List<Demo.Person> people = demo.persons();
        if (people.size() < SHOWN + 1) {
            throw new StoryBroken("the story needs " + (SHOWN + 1) + " people, there are " + people.size());
        }
        int last = people.size() - 1;
        return new Cast(
                people.subList(0, last).stream()
                        .map(person -> new Resident(person, calls))
                        .toList(),
                people.get(last));
    }

    /** Is looked up in step 3, turns green. */
    Resident lookedUp() {
        return residents.get(1);
    }

    /** Helps in steps 3 and 4, turns green. */
    Resident helper() {
        return residents.get(0);
    }

    /** Turns red, lets the helper look in step 4. */
    Resident infected() {
        return residents.get(2);
    }

    /** One of them pulls one person after another in step 5: the first whose account was not suspended in an earlier play. */
    List<Resident> curious() {
        return residents.subList(3, residents.size());
    }

    List<Resident> othersThan(Resident one) {
        return residents.stream().filter(other -> other != one).toList();
    }
}
