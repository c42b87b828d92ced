/** The report as everyone reads it. */
@NullMarked
package org.vouch.audit.report.web;

import org.jspecify.annotations.NullMarked;
