@NullMarked
package org.vouch.identity.facesession;

import org.jspecify.annotations.NullMarked;
