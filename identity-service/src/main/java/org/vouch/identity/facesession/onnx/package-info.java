/** The face engine that the service runs. */
@NullMarked
package org.vouch.identity.facesession.onnx;

import org.jspecify.annotations.NullMarked;
