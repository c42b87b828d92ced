/** That a document, a face and a pseudonym belong together. */
@NullMarked
package org.vouch.identity;

import org.jspecify.annotations.NullMarked;
