/** Tests of disputes. */
@NullMarked
package org.vouch.audit.disputes;

import org.jspecify.annotations.NullMarked;
