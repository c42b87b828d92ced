@NullMarked
package org.vouch.testresult.tubes;

import org.jspecify.annotations.NullMarked;
