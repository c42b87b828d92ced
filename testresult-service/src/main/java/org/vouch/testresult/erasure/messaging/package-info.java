/** PersonErased, taken in once. */
@NullMarked
package org.vouch.testresult.erasure.messaging;

import org.jspecify.annotations.NullMarked;
