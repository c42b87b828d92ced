@NullMarked
package org.vouch.audit.pages.web;

import org.jspecify.annotations.NullMarked;
