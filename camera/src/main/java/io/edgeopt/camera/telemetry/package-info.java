/** What the kernel tells of this process and of the machine; what it does not tell is absent, never zero. */
@NullMarked
package io.edgeopt.camera.telemetry;

import org.jspecify.annotations.NullMarked;
