/** Tests of limits. */
@NullMarked
package io.edgeopt.camera.limit;

import org.jspecify.annotations.NullMarked;
