/** Files: those the user names, checked with clear words, and those we write, whole or not at all. */
@NullMarked
package io.edgeopt.core.io;

import org.jspecify.annotations.NullMarked;
