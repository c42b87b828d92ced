/** Tests of the civil-registry simulator. */
@NullMarked
package org.vouch.local.registry;

import org.jspecify.annotations.NullMarked;
