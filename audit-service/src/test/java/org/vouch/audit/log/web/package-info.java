@NullMarked
package org.vouch.audit.log.web;

import org.jspecify.annotations.NullMarked;
