@NullMarked
package org.vouch.identity.facesession.web;

import org.jspecify.annotations.NullMarked;
