/** Results from several machines, or of several commands, as one. */
@NullMarked
package io.edgeopt.core.study.merge;

import org.jspecify.annotations.NullMarked;
