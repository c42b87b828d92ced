@NullMarked
package org.vouch.testresult.results.web;

import org.jspecify.annotations.NullMarked;
