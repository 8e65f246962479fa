/** What the tests of cameras and pipelines share. */
@NullMarked
package io.edgeopt.camera;

import org.jspecify.annotations.NullMarked;
