/** Pictures of objects: cut-outs, drawn or given, pasted on backgrounds under one light. */
@NullMarked
package io.edgeopt.datasets.make.objects;

import org.jspecify.annotations.NullMarked;
