@NullMarked
package org.vouch.testresult;

import org.jspecify.annotations.NullMarked;
