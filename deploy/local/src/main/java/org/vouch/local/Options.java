package org.vouch.local;

import java.util.List;
import org.vouch.local.platform.Room;

/** What was asked for on the command line. */
record Options(Task task, StoryChoice story, Room room, boolean ci, boolean faults) {

    enum Task {
        START,
        STOP,
        FAULTS,
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
        Options options = new Options(Task.START, StoryChoice.FIRST_TIME, Room.SMALL, false, false);
        for (String argument : arguments) {
            options = switch (argument) {
                case "--stop" -> options.with(Task.STOP);
                case "faults" -> options.with(Task.FAULTS);
                case "check-log" -> options.with(Task.CHECK_LOG);
                case "--no-story" -> options.with(StoryChoice.NEVER);
                case "--story" -> options.with(StoryChoice.ALWAYS);
                case "--ample" -> new Options(options.task, options.story, Room.AMPLE, options.ci, options.faults);
                case "--ci" -> new Options(options.task, StoryChoice.ALWAYS, options.room, true, options.faults);
                case "--faults" -> new Options(options.task, options.story, options.room, options.ci, true);
                default -> throw new IllegalArgumentException("Unknown: " + argument + " (see deploy/run --help)");
            };
        }
        return options;
    }

    private Options with(Task other) {
        return new Options(other, story, room, ci, faults);
    }

    private Options with(StoryChoice other) {
        return new Options(task, other, room, ci, faults);
    }
}
