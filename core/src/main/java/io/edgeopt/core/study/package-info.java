/** A study: models, what was made of each, and how good, how fast and how explicable every one of them is. */
@NullMarked
package io.edgeopt.core.study;

import org.jspecify.annotations.NullMarked;
