/** The command line: one class a command; names become objects here and nowhere else. */
@NullMarked
package io.edgeopt.cli;

import org.jspecify.annotations.NullMarked;
