/** The port to whatever executes a model: backends, sessions, and buffers that are reused between runs. */
@NullMarked
package io.edgeopt.core.runtime;

import org.jspecify.annotations.NullMarked;
