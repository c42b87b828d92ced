/** Open face sessions in PostgreSQL. */
@NullMarked
package org.vouch.identity.facesession.store;

import org.jspecify.annotations.NullMarked;
