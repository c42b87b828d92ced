/** What the tests of this service share: keys, people with photos, a civil registry. */
@NullMarked
package org.vouch.identity.testing;

import org.jspecify.annotations.NullMarked;
