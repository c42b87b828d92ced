/** A person's consent as callers write it. */
@NullMarked
package org.vouch.identity.consent.web;

import org.jspecify.annotations.NullMarked;
