/** Operations' counts, as auditors see them. */
@NullMarked
package org.vouch.audit.operations.web;

import org.jspecify.annotations.NullMarked;
