package org.vouch.testresult.tubes;

/** What became of a sample that was to be taken. */
public sealed interface SampleDecision {
    /** Stored; {@code tube} is as it stands with the sample in it. */
    record Taken(Sample sample, Tube tube) implements SampleDecision {}

    /** Nothing is stored: the tube takes none, and nobody was asked whose it would be. */
    record TurnedAway(Refusal why) implements SampleDecision {}

    /** Nothing is stored. It was asked whose the sample would be, and that has its access record. */
    record Refused(Refusal why) implements SampleDecision {}

    /** Nothing is stored. Whether the question was heard is not known: a presence proof may be spent. */
    record Unavailable() implements SampleDecision {}
}
