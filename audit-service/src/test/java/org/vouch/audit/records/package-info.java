/** Tests. */
@NullMarked
package org.vouch.audit.records;

import org.jspecify.annotations.NullMarked;
