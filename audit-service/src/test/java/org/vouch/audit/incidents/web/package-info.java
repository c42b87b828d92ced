/** What auditors see of a ring. */
@NullMarked
package org.vouch.audit.incidents.web;

import org.jspecify.annotations.NullMarked;
