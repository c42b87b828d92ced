@NullMarked
package org.vouch.testresult.results;

import org.jspecify.annotations.NullMarked;
