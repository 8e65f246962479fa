/** Tests of bringing data into another form. */
@NullMarked
package io.edgeopt.datasets.convert;

import org.jspecify.annotations.NullMarked;
