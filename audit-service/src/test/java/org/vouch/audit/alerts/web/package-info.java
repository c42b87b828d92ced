/** Tests. */
@NullMarked
package org.vouch.audit.alerts.web;

import org.jspecify.annotations.NullMarked;
