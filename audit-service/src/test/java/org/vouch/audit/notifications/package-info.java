/** Tests of notifications, against receivers that listen. */
@NullMarked
package org.vouch.audit.notifications;

import org.jspecify.annotations.NullMarked;
