/** The topic testresult.results: facts about samples and results, keyed by person. */
@NullMarked
package org.vouch.testresult.topic;

import org.jspecify.annotations.NullMarked;
