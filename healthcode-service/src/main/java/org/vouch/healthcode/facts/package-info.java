/** What is known about a pseudonym: tests and retests that are due, as the sites and laboratories reported them. */
@NullMarked
package org.vouch.healthcode.facts;

import org.jspecify.annotations.NullMarked;
