/** A person objects to a look at them: it is reviewed, and meanwhile whoever looked may not look for others. */
@NullMarked
package org.vouch.audit.disputes;

import org.jspecify.annotations.NullMarked;
