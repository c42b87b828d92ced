/** The people of the demonstration: invented names, document numbers that nobody can have, faces of published sample photos. */
@NullMarked
package org.vouch.local.people;

import org.jspecify.annotations.NullMarked;
