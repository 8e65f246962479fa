/** What a run tells of itself while it works. */
@NullMarked
package io.edgeopt.core.run;

import org.jspecify.annotations.NullMarked;
