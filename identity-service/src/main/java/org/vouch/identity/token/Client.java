package org.vouch.identity.token;

import org.vouch.audit.client.caller.CallerKind;

/** An organisation's machine or post that has a secret of its own: a gate, a lab, a service. */
public record Client(String id, CallerKind kind, String label, String organisation) {}
