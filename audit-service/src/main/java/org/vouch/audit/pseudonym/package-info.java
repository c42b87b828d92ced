/** Names for people and requesters that only this service's key can make. */
@NullMarked
package org.vouch.audit.pseudonym;

import org.jspecify.annotations.NullMarked;
