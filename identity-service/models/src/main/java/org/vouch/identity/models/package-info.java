/** Turns the weights of npm packages into ONNX networks while the project is built; nothing here runs in a service. */
@NullMarked
package org.vouch.identity.models;

import org.jspecify.annotations.NullMarked;
