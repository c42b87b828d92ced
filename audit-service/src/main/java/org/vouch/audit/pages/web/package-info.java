/** The operations page, and the kit that it is made of. It holds no data: each of them takes an auditor's token. */
@NullMarked
package org.vouch.audit.pages.web;

import org.jspecify.annotations.NullMarked;
