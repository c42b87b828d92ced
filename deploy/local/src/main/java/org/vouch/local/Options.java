package org.vouch.local;

import java.util.List;
import org.vouch.local.platform.Room;

/**
 * What was asked for on the command line.
 *
 * @param replicas as how many processes each service runs
 */
record Options(Task task, StoryChoice story, Room room, int replicas, boolean ci, boolean faults) {

    enum Task {
        START,
        STOP,
        FAULTS,
        ROLLING,
        CHECK_LOG
    }

    enum StoryChoice {
        /** On a fresh data folder only. */
        FIRST_TIME,
        ALWAYS,
        NEVER
    }

    static Options parse(List<String> arguments) {
        if (arguments.contains("--ci") && arguments.contains("--no-story")) {
            throw new IllegalArgumentException("--ci plays the story; without it there is nothing to judge.");
        }
        Options options = new Options(Task.START, StoryChoice.FIRST_TIME, Room.SMALL, 1, false, false);
        for (String argument : arguments) {
            options = switch (argument) {
                case "--stop" -> options.with(Task.STOP);
                case "faults" -> options.with(Task.FAULTS);
                case "rolling" -> options.with(Task.ROLLING);
                case "check-log" -> options.with(Task.CHECK_LOG);
                case "--no-story" -> options.with(StoryChoice.NEVER);
                case "--story" -> options.with(StoryChoice.ALWAYS);
                case "--ample" -> options.with(Room.AMPLE, options.replicas);
                case "--two" -> options.with(options.room, 2);
                case "--ci" -> options.with(StoryChoice.ALWAYS).judged(true, options.faults);
                case "--faults" -> options.judged(options.ci, true);
                default -> throw new IllegalArgumentException("Unknown: " + argument + " (see deploy/run --help)");
            };
        }
        return options;
    }

    private Options with(Task other) {
        return new Options(other, story, room, replicas, ci, faults);
    }

    private Options with(StoryChoice other) {
        return new Options(task, other, room, replicas, ci, faults);
    }

    private Options with(Room other, int processes) {
        return new Options(task, story, other, processes, ci, faults);
    }

    private Options judged(boolean inCi, boolean withFaults) {
        return new Options(task, story, room, replicas, inCi, withFaults);
    }
}
