/** Faces in pictures: the port for finding them, and how one is cut out so that a recogniser can compare it. */
@NullMarked
package io.edgeopt.core.face;

import org.jspecify.annotations.NullMarked;
