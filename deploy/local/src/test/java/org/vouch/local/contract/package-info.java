/** What the four OpenAPI documents promise together. */
@NullMarked
package org.vouch.local.contract;

import org.jspecify.annotations.NullMarked;
