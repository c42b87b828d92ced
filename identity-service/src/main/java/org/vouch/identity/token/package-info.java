/** Access and refresh tokens: who gets them, what they hold, which keys sign them. */
@NullMarked
package org.vouch.identity.token;

import org.jspecify.annotations.NullMarked;
