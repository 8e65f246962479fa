package io.edgeopt.core.graph;

import static io.edgeopt.core.graph.OperatorRows.microsoft;
import static io.edgeopt.core.graph.OperatorRows.onnx;
import static io.edgeopt.core.graph.OperatorTrait.DIFFERENTIABLE;
import static io.edgeopt.core.graph.OperatorTrait.ELEMENTWISE;
import static io.edgeopt.core.graph.OperatorTrait.ENDS_GRADIENT;
import static io.edgeopt.core.graph.OperatorTrait.KEEPS_ZERO;
import static io.edgeopt.core.graph.OperatorTrait.NONDETERMINISTIC;
import static io.edgeopt.core.graph.OperatorTrait.PASSES_SCALE;
import static io.edgeopt.core.graph.OperatorTrait.QUANTIZABLE;
import static io.edgeopt.core.graph.QuantizedForm.Operand.BIAS;
import static io.edgeopt.core.graph.QuantizedForm.Operand.OUTPUT;
import static io.edgeopt.core.graph.QuantizedForm.Operand.PLAIN;
import static io.edgeopt.core.graph.QuantizedForm.Operand.TENSOR;
import static io.edgeopt.core.graph.QuantizedForm.Operand.TENSORS;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The table of what edgeopt knows of each operator of ONNX's own set, up to operator set 22, and of those that ONNX
 * Runtime adds. It is the only place where operators are told apart by name; to add one is to add a row.
 */
public final class Operators {
    private static final Map<String, Operator> TABLE = new TreeMap<>();

    static {
        Stream.of(weighted(), elementwise(), gathering(), moving(), making(), others(), integers(), fused())
                .flatMap(List::stream)
                .flatMap(OperatorRows::rows)
                .forEach(row -> {
                    if (TABLE.put(key(row.domain(), row.name()), row) != null) {
                        throw new IllegalStateException("two rows for operator " + row);
                    }
                });
    }

    private Operators() {}

    /** The row of a node's operator; one of kind {@code UNKNOWN} where the table has none. */
    public static Operator of(Node node) {
        return of(node.domain(), node.op());
    }

    /** The row of an operator; ONNX's own domain is empty. */
    public static Operator of(String domain, String name) {
        Operator row = TABLE.get(key(domain, name));
        return row == null ? Operator.unknown(domain, name) : row;
    }

    /** Every row, sorted by domain and name. */
    public static Collection<Operator> all() {
        return List.copyOf(TABLE.values());
    }

    /** The operator that computes {@code floatOp} on integers, where there is one. */
    public static Optional<Operator> integerFormOf(String floatOp) {
        return TABLE.values().stream()
                .filter(row -> row.quantized()
                        .filter(form -> form.floatOp().equals(floatOp))
                        .isPresent())
                .findFirst();
    }

    private static String key(String domain, String name) {
        return domain + ":" + name;
    }

    private static List<OperatorRows> weighted() {
        return List.of(
                onnx(OperatorKind.CONVOLUTION, "Conv")
                        .weighted(1, 2, 0)
                        .counted(MacRule.CONV)
                        .are(QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.CONVOLUTION, "ConvInteger").weighted(1, 0).counted(MacRule.CONV),
                onnx(OperatorKind.CONVOLUTION, "DeformConv").weighted(1, 3, 0).counted(MacRule.CONV),
                onnx(OperatorKind.TRANSPOSED_CONVOLUTION, "ConvTranspose")
                        .weighted(1, 2, 1)
                        .counted(MacRule.CONV_TRANSPOSE)
                        .are(DIFFERENTIABLE),
                onnx(OperatorKind.MATRIX_PRODUCT, "Gemm")
                        .weighted(1, 2, -1)
                        .counted(MacRule.GEMM)
                        .are(QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.MATRIX_PRODUCT, "MatMul")
                        .weighted(1, -1)
                        .counted(MacRule.MATMUL)
                        .are(QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.MATRIX_PRODUCT, "MatMulInteger")
                        .weighted(1, -1)
                        .counted(MacRule.MATMUL),
                onnx(OperatorKind.MATRIX_PRODUCT, "Einsum")
                        .counted(MacRule.EINSUM)
                        .are(DIFFERENTIABLE),
                onnx(OperatorKind.MATRIX_PRODUCT, "Det"),
                onnx(OperatorKind.RECURRENT, "LSTM")
                        .weighted(1, 3, 1)
                        .counted(MacRule.LSTM)
                        .are(DIFFERENTIABLE),
                onnx(OperatorKind.RECURRENT, "GRU")
                        .weighted(1, 3, 1)
                        .counted(MacRule.GRU)
                        .are(DIFFERENTIABLE),
                onnx(OperatorKind.RECURRENT, "RNN").weighted(1, 3, 1).counted(MacRule.RNN),
                onnx(OperatorKind.NORMALIZATION, "BatchNormalization", "InstanceNormalization")
                        .weighted(1, 2, 0)
                        .are(DIFFERENTIABLE),
                onnx(OperatorKind.NORMALIZATION, "LayerNormalization", "GroupNormalization")
                        .weighted(1, 2, 0)
                        .are(DIFFERENTIABLE),
                // ONNX Runtime keeps this one in ONNX's own domain.
                onnx(OperatorKind.NORMALIZATION, "SimplifiedLayerNormalization").weighted(1, 0),
                onnx(OperatorKind.NORMALIZATION, "LRN", "LpNormalization").are(DIFFERENTIABLE),
                onnx(OperatorKind.NORMALIZATION, "MeanVarianceNormalization"));
    }

    private static List<OperatorRows> elementwise() {
        return List.of(
                onnx(OperatorKind.ACTIVATION, "Relu").are(ELEMENTWISE, KEEPS_ZERO, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.ACTIVATION, "LeakyRelu").are(ELEMENTWISE, KEEPS_ZERO, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.ACTIVATION, "HardSwish", "Gelu", "Tanh").are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.ACTIVATION, "PRelu").weighted(1, 0).are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.ACTIVATION, "Elu", "Selu", "Celu", "Mish", "Softsign")
                        .are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.ACTIVATION, "ThresholdedRelu", "Shrink").are(ELEMENTWISE, KEEPS_ZERO),
                onnx(OperatorKind.ACTIVATION, "Sigmoid").are(ELEMENTWISE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.ACTIVATION, "HardSigmoid").are(ELEMENTWISE, DIFFERENTIABLE),
                onnx(OperatorKind.ACTIVATION, "Softplus").are(ELEMENTWISE, DIFFERENTIABLE),
                // Bounds that leave zero out move it.
                onnx(OperatorKind.ACTIVATION, "Clip").are(ELEMENTWISE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.UNARY, "Abs", "Neg", "Sqrt", "Erf").are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.UNARY, "Exp", "Log").are(ELEMENTWISE, DIFFERENTIABLE),
                onnx(OperatorKind.UNARY, "Asin", "Asinh", "Atan", "Atanh", "Sinh")
                        .are(ELEMENTWISE, KEEPS_ZERO),
                onnx(OperatorKind.UNARY, "Sin", "Tan").are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.UNARY, "Ceil", "Floor", "Round", "Sign").are(ELEMENTWISE, KEEPS_ZERO, ENDS_GRADIENT),
                onnx(OperatorKind.UNARY, "Acos", "Acosh", "Cosh").are(ELEMENTWISE),
                onnx(OperatorKind.UNARY, "Cos", "Reciprocal").are(ELEMENTWISE, DIFFERENTIABLE),
                onnx(OperatorKind.UNARY, "Not", "IsNaN").are(ELEMENTWISE, ENDS_GRADIENT),
                onnx(OperatorKind.UNARY, "IsInf").are(ELEMENTWISE),
                onnx(OperatorKind.UNARY, "BitwiseNot").are(ELEMENTWISE),
                onnx(OperatorKind.BINARY, "Add", "Mul").are(ELEMENTWISE, KEEPS_ZERO, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.BINARY, "Sub", "Min", "Max", "Mean", "Sum")
                        .are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.BINARY, "Div", "Pow").are(ELEMENTWISE, DIFFERENTIABLE),
                onnx(OperatorKind.BINARY, "Where").are(ELEMENTWISE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.BINARY, "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual")
                        .are(ELEMENTWISE, ENDS_GRADIENT),
                onnx(OperatorKind.BINARY, "And", "Or", "Xor").are(ELEMENTWISE, ENDS_GRADIENT),
                onnx(OperatorKind.BINARY, "Mod").are(ELEMENTWISE, DIFFERENTIABLE),
                onnx(OperatorKind.BINARY, "BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor")
                        .are(ELEMENTWISE),
                onnx(OperatorKind.CAST, "Cast").are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.CAST, "CastLike").are(ELEMENTWISE, KEEPS_ZERO, DIFFERENTIABLE));
    }

    private static List<OperatorRows> gathering() {
        return List.of(
                onnx(OperatorKind.SOFTMAX, "Softmax").are(QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.SOFTMAX, "LogSoftmax").are(DIFFERENTIABLE),
                onnx(OperatorKind.SOFTMAX, "Hardmax"),
                onnx(OperatorKind.POOLING, "MaxPool").are(KEEPS_ZERO, PASSES_SCALE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.POOLING, "AveragePool").are(KEEPS_ZERO, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.POOLING, "LpPool").are(KEEPS_ZERO),
                onnx(OperatorKind.POOLING, "MaxRoiPool", "RoiAlign", "MaxUnpool")
                        .are(KEEPS_ZERO),
                onnx(OperatorKind.GLOBAL_POOLING, "GlobalAveragePool").are(KEEPS_ZERO, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.GLOBAL_POOLING, "GlobalMaxPool").are(KEEPS_ZERO, PASSES_SCALE, DIFFERENTIABLE),
                onnx(OperatorKind.GLOBAL_POOLING, "GlobalLpPool").are(KEEPS_ZERO),
                onnx(OperatorKind.REDUCTION, "ReduceMean", "ReduceSum", "ReduceMax", "ReduceL2")
                        .are(KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.REDUCTION, "ReduceL1", "ReduceMin", "ReduceProd", "ReduceSumSquare")
                        .are(KEEPS_ZERO, DIFFERENTIABLE),
                onnx(OperatorKind.REDUCTION, "ReduceLogSum", "ReduceLogSumExp").are(DIFFERENTIABLE),
                onnx(OperatorKind.SCAN_SUM, "CumSum").are(KEEPS_ZERO));
    }

    private static List<OperatorRows> moving() {
        return List.of(
                onnx(OperatorKind.RESHAPE, "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity")
                        .are(KEEPS_ZERO, PASSES_SCALE, QUANTIZABLE, DIFFERENTIABLE),
                // When a model runs, and is not trained, this does nothing.
                onnx(OperatorKind.RESHAPE, "Dropout").are(KEEPS_ZERO, PASSES_SCALE, DIFFERENTIABLE),
                onnx(OperatorKind.MOVEMENT, "Transpose", "DepthToSpace", "Expand", "Tile")
                        .are(KEEPS_ZERO, PASSES_SCALE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.MOVEMENT, "SpaceToDepth").are(KEEPS_ZERO, PASSES_SCALE, DIFFERENTIABLE),
                onnx(OperatorKind.MOVEMENT, "ReverseSequence", "Trilu", "CenterCropPad")
                        .are(KEEPS_ZERO, PASSES_SCALE),
                onnx(OperatorKind.MOVEMENT, "Col2Im").are(KEEPS_ZERO),
                onnx(OperatorKind.CONCAT, "Concat").are(KEEPS_ZERO, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.SPLIT, "Split").are(KEEPS_ZERO, PASSES_SCALE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.SLICE, "Slice").are(KEEPS_ZERO, PASSES_SCALE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.GATHER, "Gather").are(KEEPS_ZERO, PASSES_SCALE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.GATHER, "GatherElements", "GatherND").are(KEEPS_ZERO, PASSES_SCALE, DIFFERENTIABLE),
                onnx(OperatorKind.SCATTER, "Scatter", "ScatterElements", "ScatterND")
                        .are(KEEPS_ZERO),
                // Cubic interpolation may leave the range a little; the result is then cut off at its ends.
                onnx(OperatorKind.RESIZE, "Resize").are(KEEPS_ZERO, PASSES_SCALE, QUANTIZABLE, DIFFERENTIABLE),
                onnx(OperatorKind.RESIZE, "Upsample").are(KEEPS_ZERO, PASSES_SCALE, DIFFERENTIABLE),
                onnx(OperatorKind.RESIZE, "GridSample", "AffineGrid"),
                // The value that it pads with is the user's to choose, and a scale need not hold it.
                onnx(OperatorKind.PAD, "Pad").are(QUANTIZABLE, DIFFERENTIABLE));
    }

    private static List<OperatorRows> making() {
        return List.of(
                onnx(OperatorKind.SHAPE_QUERY, "Shape", "Size").are(ENDS_GRADIENT),
                onnx(OperatorKind.CONSTANT, "Constant", "ConstantOfShape", "Range")
                        .are(ENDS_GRADIENT),
                onnx(OperatorKind.CONSTANT, "EyeLike", "OneHot"),
                onnx(OperatorKind.CONSTANT, "BlackmanWindow", "HammingWindow", "HannWindow", "MelWeightMatrix"),
                onnx(OperatorKind.RANDOM, "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike")
                        .are(NONDETERMINISTIC),
                onnx(OperatorKind.RANDOM, "Bernoulli", "Multinomial").are(NONDETERMINISTIC),
                onnx(OperatorKind.SELECTION, "NonMaxSuppression", "TopK", "ArgMax", "ArgMin", "NonZero")
                        .are(ENDS_GRADIENT),
                onnx(OperatorKind.SELECTION, "Compress", "Unique"));
    }

    private static List<OperatorRows> others() {
        return List.of(
                onnx(OperatorKind.QUANTIZE, "QuantizeLinear").are(DIFFERENTIABLE),
                onnx(OperatorKind.QUANTIZE, "DynamicQuantizeLinear"),
                onnx(OperatorKind.DEQUANTIZE, "DequantizeLinear").are(DIFFERENTIABLE),
                onnx(OperatorKind.CONTROL_FLOW, "If", "Loop", "Scan", "SequenceMap"),
                onnx(OperatorKind.SEQUENCE, "ConcatFromSequence", "SplitToSequence", "SequenceAt", "SequenceConstruct"),
                onnx(OperatorKind.SEQUENCE, "SequenceEmpty", "SequenceErase", "SequenceInsert", "SequenceLength"),
                onnx(OperatorKind.SEQUENCE, "Optional", "OptionalGetElement", "OptionalHasElement"),
                onnx(OperatorKind.TEXT, "RegexFullMatch", "StringConcat", "StringNormalizer", "StringSplit"),
                onnx(OperatorKind.TEXT, "TfIdfVectorizer"),
                onnx(OperatorKind.SIGNAL, "DFT", "STFT", "ImageDecoder"),
                onnx(OperatorKind.LOSS, "NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss"));
    }

    /** The QOperator family: tensors go in and come out as 8-bit integers, with their scales beside them. */
    private static List<OperatorRows> integers() {
        return List.of(
                onnx(OperatorKind.CONVOLUTION, "QLinearConv")
                        .weighted(3, 8, 0)
                        .counted(MacRule.CONV)
                        .standFor("Conv", TENSOR, TENSOR, OUTPUT, BIAS),
                onnx(OperatorKind.MATRIX_PRODUCT, "QLinearMatMul")
                        .weighted(3, -1)
                        .counted(MacRule.MATMUL)
                        .standFor("MatMul", TENSOR, TENSOR, OUTPUT),
                microsoft(OperatorKind.MATRIX_PRODUCT, "QGemm")
                        .weighted(3, 6, -1)
                        .counted(MacRule.GEMM)
                        .standFor("Gemm", TENSOR, TENSOR, BIAS, OUTPUT),
                microsoft(OperatorKind.BINARY, "QLinearAdd").are(ELEMENTWISE).standFor("Add", TENSOR, TENSOR, OUTPUT),
                microsoft(OperatorKind.BINARY, "QLinearMul").are(ELEMENTWISE).standFor("Mul", TENSOR, TENSOR, OUTPUT),
                microsoft(OperatorKind.BINARY, "QLinearWhere")
                        .are(ELEMENTWISE)
                        .standFor("Where", PLAIN, TENSOR, TENSOR, OUTPUT),
                microsoft(OperatorKind.ACTIVATION, "QLinearLeakyRelu")
                        .are(ELEMENTWISE)
                        .standFor("LeakyRelu", TENSOR, OUTPUT),
                microsoft(OperatorKind.ACTIVATION, "QLinearSigmoid")
                        .are(ELEMENTWISE)
                        .standFor("Sigmoid", TENSOR, OUTPUT),
                microsoft(OperatorKind.SOFTMAX, "QLinearSoftmax").standFor("Softmax", TENSOR, OUTPUT),
                microsoft(OperatorKind.POOLING, "QLinearAveragePool").standFor("AveragePool", TENSOR, OUTPUT),
                microsoft(OperatorKind.GLOBAL_POOLING, "QLinearGlobalAveragePool")
                        .standFor("GlobalAveragePool", TENSOR, OUTPUT),
                microsoft(OperatorKind.REDUCTION, "QLinearReduceMean").standFor("ReduceMean", TENSOR, OUTPUT),
                microsoft(OperatorKind.CONCAT, "QLinearConcat").standFor("Concat", OUTPUT, TENSORS));
    }

    private static List<OperatorRows> fused() {
        return List.of(
                // These lay channels last, or carry an activation; no operator of ONNX's own says the same alone.
                microsoft(OperatorKind.CONVOLUTION, "QLinearConv")
                        .weighted(3, 8, 0)
                        .counted(MacRule.CONV),
                microsoft(OperatorKind.CONVOLUTION, "FusedConv", "NhwcFusedConv", "NhwcConv")
                        .weighted(1, 2, 0)
                        .counted(MacRule.CONV),
                microsoft(OperatorKind.TRANSPOSED_CONVOLUTION, "ConvTransposeWithDynamicPads")
                        .weighted(1, 3, 1)
                        .counted(MacRule.CONV_TRANSPOSE),
                microsoft(OperatorKind.MATRIX_PRODUCT, "FusedGemm")
                        .weighted(1, 2, -1)
                        .counted(MacRule.GEMM),
                microsoft(OperatorKind.MATRIX_PRODUCT, "FusedMatMul", "TransposeMatMul", "FusedMatMulActivation")
                        .weighted(1, -1)
                        .counted(MacRule.MATMUL),
                microsoft(OperatorKind.MATRIX_PRODUCT, "MatMulIntegerToFloat", "MatMulInteger16", "MatMulBnb4")
                        .weighted(1, -1)
                        .counted(MacRule.MATMUL),
                microsoft(OperatorKind.MATRIX_PRODUCT, "DynamicQuantizeMatMul", "MatMulNBits")
                        .weighted(1, -1)
                        .counted(MacRule.MATMUL),
                microsoft(OperatorKind.RECURRENT, "DynamicQuantizeLSTM")
                        .weighted(1, 3, 1)
                        .counted(MacRule.LSTM),
                microsoft(OperatorKind.ATTENTION, "Attention", "QAttention", "MultiHeadAttention")
                        .counted(MacRule.ATTENTION),
                microsoft(OperatorKind.NORMALIZATION, "SkipLayerNormalization", "SkipSimplifiedLayerNormalization"),
                microsoft(OperatorKind.NORMALIZATION, "EmbedLayerNormalization", "QEmbedLayerNormalization"),
                microsoft(OperatorKind.NORMALIZATION, "GroupNorm", "SkipGroupNorm"),
                microsoft(OperatorKind.ACTIVATION, "Gelu", "FastGelu", "QuickGelu")
                        .are(ELEMENTWISE, KEEPS_ZERO),
                microsoft(OperatorKind.BINARY, "BiasGelu", "BiasAdd", "BiasSplitGelu"),
                microsoft(OperatorKind.SOFTMAX, "BiasSoftmax"),
                microsoft(OperatorKind.RESHAPE, "BiasDropout"),
                microsoft(OperatorKind.RESHAPE, "ExpandDims").are(KEEPS_ZERO, PASSES_SCALE),
                microsoft(OperatorKind.POOLING, "NhwcMaxPool").are(KEEPS_ZERO, PASSES_SCALE),
                microsoft(OperatorKind.QUANTIZE, "QuantizeLinear").are(DIFFERENTIABLE),
                microsoft(OperatorKind.DEQUANTIZE, "DequantizeLinear").are(DIFFERENTIABLE),
                microsoft(OperatorKind.RESIZE, "GridSample", "CropAndResize"),
                microsoft(OperatorKind.GATHER, "GatherND").are(KEEPS_ZERO, PASSES_SCALE),
                microsoft(OperatorKind.PAD, "Pad"),
                microsoft(OperatorKind.CONSTANT, "Range"),
                microsoft(OperatorKind.SELECTION, "Unique"),
                microsoft(OperatorKind.MOVEMENT, "Trilu").are(KEEPS_ZERO, PASSES_SCALE),
                microsoft(OperatorKind.SIGNAL, "Rfft", "Irfft"));
    }
}
