/** ONNX models that can be differentiated and trained: their nodes run as PyTorch operations under autograd. */
@NullMarked
package io.edgeopt.autograd;

import org.jspecify.annotations.NullMarked;
