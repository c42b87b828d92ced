@NullMarked
package org.vouch.testresult.tubes.healthcode;

import org.jspecify.annotations.NullMarked;
