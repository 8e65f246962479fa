/** Requirements on the figures of a study, and whether they hold beyond doubt. */
@NullMarked
package io.edgeopt.core.gate;

import org.jspecify.annotations.NullMarked;
