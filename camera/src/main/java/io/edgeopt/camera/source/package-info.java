/** Where frames come from as they would from a camera: drawn scenes, folders, files, devices and the network. */
@NullMarked
package io.edgeopt.camera.source;

import org.jspecify.annotations.NullMarked;
