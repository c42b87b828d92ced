/** Who is calling: access tokens verified in full, once, and kept until they expire. */
@NullMarked
package org.vouch.audit.client.caller;

import org.jspecify.annotations.NullMarked;
