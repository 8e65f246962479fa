/** Labelled data as a port: samples one at a time, what they show, and what is true of them. */
@NullMarked
package io.edgeopt.core.data;

import org.jspecify.annotations.NullMarked;
