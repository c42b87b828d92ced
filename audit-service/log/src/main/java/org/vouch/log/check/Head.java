package org.vouch.log.check;

import org.vouch.log.hash.Hash;

/** How large a log is and what its root is then, as its key and enough witnesses say. */
public record Head(String origin, long size, Hash root) {}
