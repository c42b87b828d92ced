/** How fast the audit's log takes entries in, and how long rebuilding it takes, on a platform that runs on this machine. */
package org.vouch.bench.log;
