/** What drawn pictures of objects keep to. */
@NullMarked
package io.edgeopt.datasets.make.objects;

import org.jspecify.annotations.NullMarked;
