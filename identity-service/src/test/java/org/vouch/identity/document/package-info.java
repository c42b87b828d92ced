@NullMarked
package org.vouch.identity.document;

import org.jspecify.annotations.NullMarked;
