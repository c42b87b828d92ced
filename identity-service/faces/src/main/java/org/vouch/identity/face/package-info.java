/** Reads one face from one photo and compares templates of faces; knows nothing about who a person is. */
@NullMarked
package org.vouch.identity.face;

import org.jspecify.annotations.NullMarked;
