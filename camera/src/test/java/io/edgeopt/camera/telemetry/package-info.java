/** Tests of readers, on the kernel's files as other machines have them. */
@NullMarked
package io.edgeopt.camera.telemetry;

import org.jspecify.annotations.NullMarked;
