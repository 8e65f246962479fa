/** Tests of the pipeline on a clock of their own. */
@NullMarked
package io.edgeopt.camera.pipeline;

import org.jspecify.annotations.NullMarked;
