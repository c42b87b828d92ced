/** What several resources need of the call they serve. */
@NullMarked
package org.vouch.identity.platform.web;

import org.jspecify.annotations.NullMarked;
