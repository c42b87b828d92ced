/** One origin for everything: a small reverse proxy before the services, with the paths of the cluster's gateway. */
@NullMarked
package org.vouch.local.gateway;

import org.jspecify.annotations.NullMarked;
