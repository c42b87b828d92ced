package org.vouch.local.story;

/** Points of the story at which something has just been acknowledged, and must therefore outlive a kill. */
enum Moment {
    /** The first person has enrolled. */
    ENROLLED,
    /** The tubes are sealed. */
    SEALED,
    /** The lab was told that its report of many is accepted. */
    REPORTED_MANY,
    /** The lab was told that its report of one is accepted. */
    REPORTED_ONE,
    /** A helper has the answer about somebody else. */
    HELPED,
    /** The account that pulls one after another has its second answer. */
    PULLED
}
