/** Alerts: rules about what models answer, when they come true, and the picture that shows why. */
@NullMarked
package io.edgeopt.camera.alert;

import org.jspecify.annotations.NullMarked;
