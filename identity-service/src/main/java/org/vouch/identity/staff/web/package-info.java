/** Staff accounts for administrators, sign-in for everyone who works here. */
@NullMarked
package org.vouch.identity.staff.web;

import org.jspecify.annotations.NullMarked;
