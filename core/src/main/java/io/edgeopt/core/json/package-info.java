/** JSON in and out: the only package that knows which library does it. */
@NullMarked
package io.edgeopt.core.json;

import org.jspecify.annotations.NullMarked;
