/** The officer's counter: what a face does elsewhere, done by two officers with the person and their document before them. */
@NullMarked
package org.vouch.identity.counter;

import org.jspecify.annotations.NullMarked;
