/** The transparency log: what an entry holds, and the tree that nobody can change unseen. */
@NullMarked
package org.vouch.audit.log;

import org.jspecify.annotations.NullMarked;
