@NullMarked
package org.vouch.testresult.tubes.web;

import org.jspecify.annotations.NullMarked;
