/** The face engine on ONNX Runtime: detector, mesh, iris and recogniser. */
@NullMarked
package org.vouch.identity.face.onnx;

import org.jspecify.annotations.NullMarked;
