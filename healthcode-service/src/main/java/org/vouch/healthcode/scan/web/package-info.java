/** Scans over HTTP. */
@NullMarked
package org.vouch.healthcode.scan.web;

import org.jspecify.annotations.NullMarked;
