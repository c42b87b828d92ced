/** Tests. */
@NullMarked
package org.vouch.audit.entries;

import org.jspecify.annotations.NullMarked;
