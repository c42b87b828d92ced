/** The record of every look and every refusal, committed before the answer leaves. */
@NullMarked
package org.vouch.audit.client.access;

import org.jspecify.annotations.NullMarked;
