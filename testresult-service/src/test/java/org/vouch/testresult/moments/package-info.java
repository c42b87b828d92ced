@NullMarked
package org.vouch.testresult.moments;

import org.jspecify.annotations.NullMarked;
