/** Alarms on their way out of the house: a command, a web address; nothing leaves unless it was asked for. */
@NullMarked
package io.edgeopt.camera.notice;

import org.jspecify.annotations.NullMarked;
