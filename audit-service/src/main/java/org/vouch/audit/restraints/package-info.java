/** What an alert does to its requester short of a suspension. */
@NullMarked
package org.vouch.audit.restraints;

import org.jspecify.annotations.NullMarked;
