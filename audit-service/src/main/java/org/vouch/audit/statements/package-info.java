/** SQL of the shared module in Hibernate's session. */
@NullMarked
package org.vouch.audit.statements;

import org.jspecify.annotations.NullMarked;
