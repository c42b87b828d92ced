/** What the tests of this service have in common. */
@NullMarked
package org.vouch.testresult.testing;

import org.jspecify.annotations.NullMarked;
