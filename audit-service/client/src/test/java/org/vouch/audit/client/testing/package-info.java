/** What every service's tests start from: the real servers and tokens signed by a key made when the tests start. */
@NullMarked
package org.vouch.audit.client.testing;

import org.jspecify.annotations.NullMarked;
