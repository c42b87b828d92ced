/** Tests. */
@NullMarked
package org.vouch.audit.detection.stream;

import org.jspecify.annotations.NullMarked;
