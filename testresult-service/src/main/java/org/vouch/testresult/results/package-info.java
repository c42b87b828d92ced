/** What labs report about tubes and what that means for each member. */
@NullMarked
package org.vouch.testresult.results;

import org.jspecify.annotations.NullMarked;
