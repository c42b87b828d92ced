/** Documents and names as callers send them. */
@NullMarked
package org.vouch.identity.document.web;

import org.jspecify.annotations.NullMarked;
