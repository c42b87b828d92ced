/** Face sessions over HTTP; pictures stay in memory and are overwritten. */
@NullMarked
package org.vouch.identity.facesession.web;

import org.jspecify.annotations.NullMarked;
