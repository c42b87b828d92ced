/** Tubes and the samples in them: who may add what, and until when. */
@NullMarked
package org.vouch.testresult.tubes;

import org.jspecify.annotations.NullMarked;
