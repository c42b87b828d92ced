/** Counts for who runs the platform: how much is looked at, and whether all of it is written down; nothing about anybody. */
@NullMarked
package org.vouch.audit.operations;

import org.jspecify.annotations.NullMarked;
