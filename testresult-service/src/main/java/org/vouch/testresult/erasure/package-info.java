/** A person who was erased leaves no trace here. */
@NullMarked
package org.vouch.testresult.erasure;

import org.jspecify.annotations.NullMarked;
