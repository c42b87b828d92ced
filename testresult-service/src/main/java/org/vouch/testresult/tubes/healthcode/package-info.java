/** Whose sample it is, by healthcode-service, which alone opens passes and presence proofs. */
@NullMarked
package org.vouch.testresult.tubes.healthcode;

import org.jspecify.annotations.NullMarked;
