/** Reports of labs and a resident's own results over HTTP. */
@NullMarked
package org.vouch.testresult.results.web;

import org.jspecify.annotations.NullMarked;
