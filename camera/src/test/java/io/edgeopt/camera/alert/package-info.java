/** Tests of alerts. */
@NullMarked
package io.edgeopt.camera.alert;

import org.jspecify.annotations.NullMarked;
