package org.vouch.audit.alerts;

/**
 * What became of an alert: raised or decided.
 *
 * @param position contiguous from 1, in the order of the commits
 * @param alert as it was then
 */
public record AlertChange(long position, RaisedAlert alert) {}
