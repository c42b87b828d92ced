@NullMarked
package org.vouch.audit.operations.web;

import org.jspecify.annotations.NullMarked;
