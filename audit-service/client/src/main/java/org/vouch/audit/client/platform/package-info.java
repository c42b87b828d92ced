/** Clock and randomness, handed in so that rules stay pure. */
@NullMarked
package org.vouch.audit.client.platform;

import org.jspecify.annotations.NullMarked;
