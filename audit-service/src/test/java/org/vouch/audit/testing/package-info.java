/** What the tests of this service start from. */
@NullMarked
package org.vouch.audit.testing;

import org.jspecify.annotations.NullMarked;
