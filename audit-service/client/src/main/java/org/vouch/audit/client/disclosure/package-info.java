/** The one gate through which data about a person leaves a service. */
@NullMarked
package org.vouch.audit.client.disclosure;

import org.jspecify.annotations.NullMarked;
