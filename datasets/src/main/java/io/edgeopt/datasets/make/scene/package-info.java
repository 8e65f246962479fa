/** Places to put things into: rooms, streets, woods and fields, drawn with their light and their clutter. */
@NullMarked
package io.edgeopt.datasets.make.scene;

import org.jspecify.annotations.NullMarked;
