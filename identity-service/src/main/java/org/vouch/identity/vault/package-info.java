/** What is known of a person, sealed so that only who presents the document's number can open it. */
@NullMarked
package org.vouch.identity.vault;

import org.jspecify.annotations.NullMarked;
