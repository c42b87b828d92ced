/** Tubes over HTTP. */
@NullMarked
package org.vouch.testresult.tubes.web;

import org.jspecify.annotations.NullMarked;
