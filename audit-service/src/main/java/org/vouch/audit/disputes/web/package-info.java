/** Disputes, as the person makes them. */
@NullMarked
package org.vouch.audit.disputes.web;

import org.jspecify.annotations.NullMarked;
