/** Tests of the people and their pictures. */
@NullMarked
package org.vouch.local.people;

import org.jspecify.annotations.NullMarked;
