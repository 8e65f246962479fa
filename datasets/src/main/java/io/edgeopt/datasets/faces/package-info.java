/** Real faces: from pictures of persons to faces cut out and aligned. */
@NullMarked
package io.edgeopt.datasets.faces;

import org.jspecify.annotations.NullMarked;
