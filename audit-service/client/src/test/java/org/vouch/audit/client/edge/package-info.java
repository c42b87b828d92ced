@NullMarked
package org.vouch.audit.client.edge;

import org.jspecify.annotations.NullMarked;
