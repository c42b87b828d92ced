/** Tests. */
@NullMarked
package org.vouch.audit.detection;

import org.jspecify.annotations.NullMarked;
