/** What a watch leaves behind: moving pictures with marks, and lines of answers. */
@NullMarked
package io.edgeopt.camera.sink;

import org.jspecify.annotations.NullMarked;
