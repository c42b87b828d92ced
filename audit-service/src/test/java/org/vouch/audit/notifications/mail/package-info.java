/** Mail by the Quarkus mailer. */
@NullMarked
package org.vouch.audit.notifications.mail;

import org.jspecify.annotations.NullMarked;
