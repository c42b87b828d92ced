@NullMarked
package org.vouch.identity.platform.web;

import org.jspecify.annotations.NullMarked;
