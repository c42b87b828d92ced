/** What a person does with their own record: read it masked, withdraw the face, erase all. */
@NullMarked
package org.vouch.identity.me;

import org.jspecify.annotations.NullMarked;
