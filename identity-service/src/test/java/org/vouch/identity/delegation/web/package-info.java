@NullMarked
package org.vouch.identity.delegation.web;

import org.jspecify.annotations.NullMarked;
