/** Tests of alarms that are passed on. */
@NullMarked
package io.edgeopt.camera.notice;

import org.jspecify.annotations.NullMarked;
