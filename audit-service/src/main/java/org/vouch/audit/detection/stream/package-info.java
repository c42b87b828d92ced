/** The rules run over the stream of access records. */
@NullMarked
package org.vouch.audit.detection.stream;

import org.jspecify.annotations.NullMarked;
