/** Who may act for whom, until when: given by both faces, ended by either side. */
@NullMarked
package org.vouch.identity.delegation;

import org.jspecify.annotations.NullMarked;
