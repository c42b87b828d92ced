/** Identity documents and names as people hold them: checked in form, never printed. */
@NullMarked
package org.vouch.identity.document;

import org.jspecify.annotations.NullMarked;
