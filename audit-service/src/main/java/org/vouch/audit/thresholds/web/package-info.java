/** Thresholds for auditors. */
@NullMarked
package org.vouch.audit.thresholds.web;

import org.jspecify.annotations.NullMarked;
