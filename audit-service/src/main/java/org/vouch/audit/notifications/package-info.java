/** Tells people outside that there is an alert: by a signed webhook and by mail, and nothing about anybody. */
@NullMarked
package org.vouch.audit.notifications;

import org.jspecify.annotations.NullMarked;
