/** From captured frames to answers: stages on threads of their own with bounded places between them. */
@NullMarked
package io.edgeopt.camera.pipeline;

import org.jspecify.annotations.NullMarked;
