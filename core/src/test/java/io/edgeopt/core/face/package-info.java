/** Tests of cutting out faces. */
@NullMarked
package io.edgeopt.core.face;

import org.jspecify.annotations.NullMarked;
