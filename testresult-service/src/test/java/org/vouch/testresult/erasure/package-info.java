@NullMarked
package org.vouch.testresult.erasure;

import org.jspecify.annotations.NullMarked;
