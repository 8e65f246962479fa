/** Less machine than there is: processes that run under a limit of CPU and memory. */
@NullMarked
package io.edgeopt.camera.limit;

import org.jspecify.annotations.NullMarked;
