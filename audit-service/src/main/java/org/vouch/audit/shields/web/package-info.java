/** Shields for auditors. */
@NullMarked
package org.vouch.audit.shields.web;

import org.jspecify.annotations.NullMarked;
