@NullMarked
package org.vouch.healthcode.facts;

import org.jspecify.annotations.NullMarked;
