@NullMarked
package org.vouch.audit.operations;

import org.jspecify.annotations.NullMarked;
