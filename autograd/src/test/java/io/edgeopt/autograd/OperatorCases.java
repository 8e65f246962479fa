package io.edgeopt.autograd;

import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every operator of the interpreter with the combinations of attributes that networks use. */
final class OperatorCases {
    private OperatorCases() {}

    static Stream<OperatorCase> all() {
        return Stream.of(
                        convolutions(),
                        pools(),
                        activations(),
                        arithmetic(),
                        normalizations(),
                        shapes(),
                        selections(),
                        resizes(),
                        reductions(),
                        recurrences(),
                        quantization())
                .flatMap(List::stream);
    }

    private static long[] of(long... values) {
        return values;
    }

    private static List<OperatorCase> convolutions() {
        return List.of(
                OperatorCase.of("Conv", "1-d").input(2, 3, 9).input(4, 3, 3).input(4),
                OperatorCase.of("Conv", "2-d").input(2, 3, 7, 8).input(4, 3, 3, 3),
                OperatorCase.of("Conv", "2-d strided, padded")
                        .input(1, 3, 7, 8)
                        .input(4, 3, 3, 3)
                        .input(4)
                        .with(node -> node.with("strides", of(2, 2)).with("pads", of(1, 1, 1, 1))),
                OperatorCase.of("Conv", "depthwise, dilated")
                        .input(1, 4, 9, 9)
                        .input(4, 1, 3, 3)
                        .with(node -> node.with("group", 4).with("dilations", of(2, 2))),
                OperatorCase.of("Conv", "grouped, unequal pads")
                        .input(1, 4, 6, 6)
                        .input(6, 2, 3, 3)
                        .with(node -> node.with("group", 2).with("pads", of(0, 1, 1, 2))),
                OperatorCase.of("Conv", "SAME_UPPER")
                        .input(1, 2, 7, 7)
                        .input(3, 2, 4, 4)
                        .with(node -> node.with("auto_pad", "SAME_UPPER").with("strides", of(2, 2))),
                OperatorCase.of("Conv", "SAME_LOWER")
                        .input(1, 2, 7, 7)
                        .input(3, 2, 4, 4)
                        .with(node -> node.with("auto_pad", "SAME_LOWER")),
                OperatorCase.of("Conv", "3-d")
                        .input(1, 2, 4, 5, 5)
                        .input(3, 2, 3, 3, 3)
                        .with(node -> node.with("pads", of(1, 1, 1, 1, 1, 1))),
                OperatorCase.of("ConvTranspose", "2-d")
                        .input(1, 3, 4, 4)
                        .input(3, 2, 3, 3)
                        .input(2)
                        .with(node -> node.with("strides", of(2, 2))
                                .with("pads", of(1, 1, 1, 1))
                                .with("output_padding", of(1, 1))),
                OperatorCase.of("ConvTranspose", "grouped, unequal pads")
                        .input(1, 4, 4, 4)
                        .input(4, 2, 3, 3)
                        .with(node ->
                                node.with("group", 2).with("strides", of(2, 2)).with("pads", of(0, 1, 1, 0))),
                OperatorCase.of("ConvTranspose", "output_shape")
                        .input(1, 2, 4, 4)
                        .input(2, 3, 3, 3)
                        .with(node -> node.with("strides", of(2, 2)).with("output_shape", of(8, 8))),
                OperatorCase.of("ConvTranspose", "3-d")
                        .input(1, 2, 3, 3, 3)
                        .input(2, 2, 2, 2, 2)
                        .with(node -> node.with("strides", of(2, 2, 2))),
                OperatorCase.of("Gemm").input(3, 4).input(4, 5).input(5),
                OperatorCase.of("Gemm", "transB")
                        .input(3, 4)
                        .input(5, 4)
                        .input(5)
                        .with(node -> node.with("transB", 1)),
                OperatorCase.of("Gemm", "scaled")
                        .input(4, 3)
                        .input(5, 4)
                        .input(3, 5)
                        .with(node -> node.with("transA", 1)
                                .with("transB", 1)
                                .with("alpha", 0.5f)
                                .with("beta", 2f)),
                OperatorCase.of("MatMul").input(2, 3, 4).input(4, 5),
                OperatorCase.of("MatMul", "batched").input(2, 3, 4).input(2, 4, 5),
                OperatorCase.of("Einsum")
                        .input(2, 3, 4)
                        .input(2, 4, 5)
                        .with(node -> node.with("equation", "bij,bjk->bik")));
    }

    private static List<OperatorCase> pools() {
        List<OperatorCase> cases = new ArrayList<>();
        for (String op : List.of("MaxPool", "AveragePool")) {
            cases.add(OperatorCase.of(op)
                    .input(1, 2, 7, 7)
                    .with(node -> node.with("kernel_shape", of(3, 3)).with("strides", of(2, 2))));
            cases.add(OperatorCase.of(op, "padded, ceil")
                    .input(1, 2, 8, 8)
                    .with(node -> node.with("kernel_shape", of(3, 3))
                            .with("strides", of(2, 2))
                            .with("pads", of(1, 1, 1, 1))
                            .with("ceil_mode", 1)));
            cases.add(OperatorCase.of(op, "unequal pads")
                    .input(1, 2, 6, 6)
                    .with(node -> node.with("kernel_shape", of(3, 3)).with("pads", of(0, 0, 1, 1))));
            cases.add(OperatorCase.of(op, "SAME_UPPER")
                    .input(1, 2, 7, 7)
                    .with(node -> node.with("kernel_shape", of(2, 2))
                            .with("strides", of(2, 2))
                            .with("auto_pad", "SAME_UPPER")));
            cases.add(OperatorCase.of(op, "3-d")
                    .input(1, 2, 4, 4, 4)
                    .with(node -> node.with("kernel_shape", of(2, 2, 2))));
            cases.add(OperatorCase.of("Global" + op).input(2, 3, 4, 5));
            cases.add(OperatorCase.of("Global" + op, "3-d").input(1, 2, 3, 4, 3));
        }
        cases.add(OperatorCase.of("MaxPool", "dilated")
                .input(1, 2, 8, 8)
                .with(node -> node.with("kernel_shape", of(2, 2)).with("dilations", of(2, 2))));
        cases.add(OperatorCase.of("AveragePool", "counting pads")
                .input(1, 2, 6, 6)
                .with(node -> node.with("kernel_shape", of(3, 3))
                        .with("pads", of(1, 1, 1, 1))
                        .with("count_include_pad", 1)));
        return cases;
    }

    private static List<OperatorCase> activations() {
        List<OperatorCase> cases = new ArrayList<>();
        for (String op : List.of(
                "Relu",
                "Sigmoid",
                "Tanh",
                "Erf",
                "Exp",
                "Abs",
                "Neg",
                "Softplus",
                "Softsign",
                "HardSwish",
                "LeakyRelu",
                "Elu",
                "Celu",
                "Selu",
                "HardSigmoid",
                "Sin",
                "Cos",
                "Identity")) {
            cases.add(OperatorCase.of(op).from(-4, 4).input(2, 3, 4));
        }
        cases.add(OperatorCase.of("Sqrt").from(0.5, 2).input(3, 4));
        cases.add(OperatorCase.of("Log").from(0.5, 2).input(3, 4));
        cases.add(OperatorCase.of("Reciprocal").from(0.5, 2).input(3, 4));
        cases.add(OperatorCase.of("Mish").from(-4, 4).input(3, 4).opset(18));
        cases.add(OperatorCase.of("Gelu").from(-4, 4).input(3, 4).opset(20));
        cases.add(OperatorCase.of("Gelu", "tanh")
                .from(-4, 4)
                .input(3, 4)
                .opset(20)
                .with(node -> node.with("approximate", "tanh")));
        for (String op : List.of("Floor", "Ceil", "Round", "Sign")) {
            cases.add(OperatorCase.of(op).from(-4, 4).input(3, 4).flat());
        }
        cases.add(OperatorCase.of("HardSigmoid", "as in MobileNetV3")
                .from(-5, 5)
                .input(3, 4)
                .with(node -> node.with("alpha", 1f / 6)));
        cases.add(OperatorCase.of("Clip", "6")
                .from(-3, 9)
                .input(3, 4)
                .constant(Tensor.scalar(0f))
                .constant(Tensor.scalar(6f)));
        cases.add(OperatorCase.of("Clip", "from below").input(3, 4).constant(Tensor.scalar(0f)));
        cases.add(OperatorCase.of("Clip", "attributes")
                .input(3, 4)
                .opset(9)
                .with(node -> node.with("min", -0.5f).with("max", 0.5f)));
        cases.add(OperatorCase.of("PRelu").input(2, 3, 4, 4).input(3, 1, 1));
        for (String op : List.of("Softmax", "LogSoftmax")) {
            cases.add(OperatorCase.of(op).input(3, 5));
            cases.add(OperatorCase.of(op, "axis 1").input(2, 3, 4).with(node -> node.with("axis", 1)));
            cases.add(OperatorCase.of(op).input(2, 3, 4).opset(11));
        }
        return cases;
    }

    private static List<OperatorCase> arithmetic() {
        List<OperatorCase> cases = new ArrayList<>();
        for (String op : List.of("Add", "Sub", "Mul", "Max", "Min", "Sum", "Mean")) {
            cases.add(OperatorCase.of(op).input(2, 3, 4).input(3, 1));
        }
        cases.add(OperatorCase.of("Div").input(2, 3).from(0.5, 2).input(3));
        cases.add(OperatorCase.of("Pow").from(0.5, 2).input(2, 3).constant(Tensor.of(new float[] {2, 3, 0.5f}, 3)));
        cases.add(OperatorCase.of("Where")
                .constant(Tensor.of(ElementType.BOOL, new byte[] {1, 0, 1}, 3))
                .input(2, 3)
                .input(2, 3));
        Tensor left = Tensor.of(ElementType.BOOL, new byte[] {1, 1, 0, 0}, 4);
        Tensor right = Tensor.of(ElementType.BOOL, new byte[] {1, 0, 1, 0}, 4);
        for (String op : List.of("And", "Or", "Xor")) {
            cases.add(OperatorCase.of(op).constant(left).constant(right).flat());
        }
        cases.add(OperatorCase.of("Not").constant(left).flat());
        cases.add(OperatorCase.of("IsNaN")
                .constant(Tensor.of(new float[] {1, Float.NaN, Float.POSITIVE_INFINITY}, 3))
                .flat());
        cases.add(OperatorCase.of("CastLike").input(2, 3).constant(Tensor.of(new float[] {0}, 1)));
        cases.add(OperatorCase.of("Tan").from(-1, 1).input(2, 3));
        for (String op : List.of("Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual")) {
            cases.add(OperatorCase.of(op).input(2, 3).input(2, 3).flat());
        }
        cases.add(OperatorCase.of("Mod", "of floats")
                .input(2, 3)
                .from(0.5, 2)
                .input(3)
                .with(node -> node.with("fmod", 1)));
        cases.add(OperatorCase.of("Cast", "to whole numbers")
                .from(-4, 4)
                .input(2, 3)
                .with(node -> node.with("to", 7))
                .flat());
        cases.add(OperatorCase.of("Cast", "to doubles").input(2, 3).with(node -> node.with("to", 11)));
        return cases;
    }

    private static List<OperatorCase> normalizations() {
        return List.of(
                OperatorCase.of("BatchNormalization")
                        .input(2, 3, 4, 4)
                        .input(3)
                        .input(3)
                        .constant(Tensor.of(new float[] {0.1f, -0.2f, 0.3f}, 3))
                        .constant(Tensor.of(new float[] {0.5f, 1f, 2f}, 3)),
                OperatorCase.of("InstanceNormalization")
                        .input(2, 3, 4, 4)
                        .input(3)
                        .input(3),
                OperatorCase.of("LayerNormalization").input(2, 3, 8).input(8).input(8),
                OperatorCase.of("LayerNormalization", "axis 1, no bias")
                        .input(2, 3, 4)
                        .input(3, 4)
                        .with(node -> node.with("axis", 1)),
                OperatorCase.of("GroupNormalization")
                        .input(2, 4, 3, 3)
                        .input(4)
                        .input(4)
                        .opset(21)
                        .with(node -> node.with("num_groups", 2)),
                OperatorCase.of("LpNormalization").input(2, 3, 4).with(node -> node.with("axis", 1)),
                OperatorCase.of("LRN")
                        .input(1, 6, 3, 3)
                        .with(node -> node.with("size", 3).with("alpha", 0.1f)),
                OperatorCase.of("Dropout").input(2, 3));
    }

    private static List<OperatorCase> shapes() {
        return List.of(
                OperatorCase.of("Reshape").input(2, 3, 4).longs(0, -1),
                OperatorCase.of("Flatten").input(2, 3, 4, 5).with(node -> node.with("axis", 2)),
                OperatorCase.of("Transpose").input(2, 3, 4).with(node -> node.with("perm", of(2, 0, 1))),
                OperatorCase.of("Squeeze").input(2, 1, 3, 1).longs(1),
                OperatorCase.of("Squeeze", "all").input(2, 1, 3, 1),
                OperatorCase.of("Unsqueeze").input(2, 3).longs(0, -1),
                OperatorCase.of("Concat").input(2, 3).input(2, 4).with(node -> node.with("axis", -1)),
                OperatorCase.of("Split").input(2, 6).longs(2, 4).outputs(2).with(node -> node.with("axis", 1)),
                OperatorCase.of("Split", "uneven")
                        .input(7, 2)
                        .outputs(3)
                        .opset(18)
                        .with(node -> node.with("num_outputs", 3)),
                OperatorCase.of("Expand").input(3, 1).longs(2, 1, 4),
                OperatorCase.of("Tile").input(2, 3).longs(2, 3),
                OperatorCase.of("DepthToSpace").input(1, 8, 2, 3).with(node -> node.with("blocksize", 2)),
                OperatorCase.of("DepthToSpace", "CRD")
                        .input(1, 8, 2, 3)
                        .with(node -> node.with("blocksize", 2).with("mode", "CRD")),
                OperatorCase.of("SpaceToDepth").input(1, 2, 4, 6).with(node -> node.with("blocksize", 2)),
                OperatorCase.of("Shape").input(2, 3, 4).flat(),
                OperatorCase.of("Shape", "part")
                        .input(2, 3, 4)
                        .with(node -> node.with("start", 1).with("end", -1))
                        .flat(),
                OperatorCase.of("Size").input(2, 3).flat(),
                OperatorCase.of("ConstantOfShape").longs(2, 3).flat(),
                OperatorCase.of("Range")
                        .constant(Tensor.scalar(1L))
                        .constant(Tensor.scalar(9L))
                        .constant(Tensor.scalar(3L))
                        .flat());
    }

    private static List<OperatorCase> selections() {
        return List.of(
                OperatorCase.of("Slice")
                        .input(4, 6)
                        .longs(1, -5)
                        .longs(3, 9999)
                        .longs(0, 1)
                        .longs(1, 2),
                OperatorCase.of("Slice", "backwards")
                        .input(4, 6)
                        .longs(-1)
                        .longs(Long.MIN_VALUE)
                        .longs(1)
                        .longs(-2),
                OperatorCase.of("Slice", "attributes")
                        .input(4, 6)
                        .opset(9)
                        .with(node ->
                                node.with("starts", of(1)).with("ends", of(3)).with("axes", of(0))),
                OperatorCase.of("Gather").input(4, 3).constant(Tensor.of(new long[] {0, -1, 2, 2}, 2, 2)),
                OperatorCase.of("Gather", "one")
                        .input(4, 3)
                        .constant(Tensor.scalar(1L))
                        .with(node -> node.with("axis", 1)),
                OperatorCase.of("GatherElements")
                        .input(2, 3)
                        .constant(Tensor.of(new long[] {0, 2, -1, 1}, 2, 2))
                        .with(node -> node.with("axis", 1)),
                OperatorCase.of("Pad").input(2, 3).longs(1, 0, 0, 2).constant(Tensor.scalar(0.5f)),
                OperatorCase.of("Pad", "reflect")
                        .input(1, 4, 5)
                        .longs(0, 1, 2, 0, 0, 3)
                        .with(node -> node.with("mode", "reflect")),
                OperatorCase.of("Pad", "edge").input(4, 5).longs(1, 2, 2, 0).with(node -> node.with("mode", "edge")),
                OperatorCase.of("Pad", "attributes")
                        .input(2, 3)
                        .opset(10)
                        .with(node -> node.with("pads", of(1, 0, 0, 2)).with("value", 2f)),
                OperatorCase.of("ArgMax")
                        .input(3, 4)
                        .with(node -> node.with("axis", 1))
                        .flat(),
                OperatorCase.of("ArgMin")
                        .input(3, 4)
                        .with(node -> node.with("axis", 0).with("keepdims", 0))
                        .flat(),
                OperatorCase.of("TopK").input(3, 5).longs(2).outputs(2).flat(),
                OperatorCase.of("GatherND").input(4, 3, 2).constant(Tensor.of(new long[] {0, -1, 2, 0, 3, 1}, 3, 2)),
                OperatorCase.of("GatherND", "rows").input(4, 3, 2).constant(Tensor.of(new long[] {3, 0}, 2, 1, 1)),
                OperatorCase.of("NonZero")
                        .constant(Tensor.of(new float[] {0, 1, 2, 0, 0, -3}, 2, 3))
                        .flat(),
                suppression("few a class").longs(3).constant(threshold(0.1f)),
                suppression("one a class").longs(1).constant(threshold(0.9f)),
                suppression("above a score").longs(9).constant(threshold(0.5f)).constant(threshold(0.3f)),
                suppression("that keeps none")
                        .longs(9)
                        .constant(threshold(0.5f))
                        .constant(threshold(9)),
                suppression("around centres")
                        .longs(9)
                        .constant(threshold(0.05f))
                        .with(node -> node.with("center_point_box", 1)),
                suppression("without limits"));
    }

    /** Twelve boxes on each of two pictures, with scores for three classes. */
    private static OperatorCase suppression(String variant) {
        return OperatorCase.of("NonMaxSuppression", variant)
                .input(2, 12, 4)
                .input(2, 3, 12)
                .flat();
    }

    private static Tensor threshold(float value) {
        return Tensor.of(new float[] {value}, 1);
    }

    private static List<OperatorCase> resizes() {
        List<OperatorCase> cases = new ArrayList<>();
        for (String coordinates : List.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel")) {
            for (String mode : List.of("nearest", "linear", "cubic")) {
                cases.add(OperatorCase.of("Resize", mode + " up, " + coordinates)
                        .input(1, 2, 3, 4)
                        .absent()
                        .constant(Tensor.of(new float[] {1, 1, 2, 1.5f}, 4))
                        .with(node -> node.with("mode", mode).with("coordinate_transformation_mode", coordinates)));
                cases.add(OperatorCase.of("Resize", mode + " down, " + coordinates)
                        .input(1, 2, 7, 6)
                        .absent()
                        .absent()
                        .longs(1, 2, 3, 4)
                        .with(node -> node.with("mode", mode).with("coordinate_transformation_mode", coordinates)));
            }
        }
        cases.add(OperatorCase.of("Resize", "nearest floor")
                .input(1, 1, 3, 3)
                .absent()
                .constant(Tensor.of(new float[] {1, 1, 2, 2}, 4))
                .with(node -> node.with("coordinate_transformation_mode", "asymmetric")
                        .with("nearest_mode", "floor")));
        cases.add(OperatorCase.of("Upsample")
                .input(1, 2, 3, 3)
                .constant(Tensor.of(new float[] {1, 1, 2, 2}, 4))
                .opset(9)
                .with(node -> node.with("mode", "nearest")));
        cases.add(OperatorCase.of("Upsample", "linear")
                .input(1, 2, 3, 3)
                .constant(Tensor.of(new float[] {1, 1, 2, 2}, 4))
                .opset(9)
                .with(node -> node.with("mode", "linear")));
        return cases;
    }

    private static List<OperatorCase> reductions() {
        List<OperatorCase> cases = new ArrayList<>();
        for (String op : List.of(
                "ReduceMean",
                "ReduceMax",
                "ReduceMin",
                "ReduceL1",
                "ReduceL2",
                "ReduceSumSquare",
                "ReduceLogSumExp",
                "ReduceProd")) {
            cases.add(OperatorCase.of(op).input(2, 3, 4).with(node -> node.with("axes", of(0, -1))));
            cases.add(OperatorCase.of(op, "all, flat").input(2, 3).with(node -> node.with("keepdims", 0)));
        }
        cases.add(OperatorCase.of("ReduceSum").input(2, 3, 4).longs(1).with(node -> node.with("keepdims", 0)));
        cases.add(OperatorCase.of("ReduceMean", "axes as input")
                .input(2, 3, 4)
                .longs(2)
                .opset(18));
        cases.add(OperatorCase.of("ReduceLogSum").from(0.5, 2).input(2, 3).with(node -> node.with("axes", of(1))));
        return cases;
    }

    private static List<OperatorCase> recurrences() {
        return List.of(
                OperatorCase.of("LSTM")
                        .input(3, 2, 4)
                        .input(1, 12, 4)
                        .input(1, 12, 3)
                        .input(1, 24)
                        .outputs(3)
                        .with(node -> node.with("hidden_size", 3)),
                OperatorCase.of("LSTM", "both ways, with states and peepholes")
                        .input(3, 2, 4)
                        .input(2, 12, 4)
                        .input(2, 12, 3)
                        .input(2, 24)
                        .absent()
                        .input(2, 2, 3)
                        .input(2, 2, 3)
                        .input(2, 9)
                        .outputs(3)
                        .with(node -> node.with("hidden_size", 3).with("direction", "bidirectional")),
                OperatorCase.of("LSTM", "backwards")
                        .input(3, 2, 4)
                        .input(1, 12, 4)
                        .input(1, 12, 3)
                        .outputs(3)
                        .with(node -> node.with("hidden_size", 3).with("direction", "reverse")),
                OperatorCase.of("GRU")
                        .input(3, 2, 4)
                        .input(1, 9, 4)
                        .input(1, 9, 3)
                        .input(1, 18)
                        .outputs(2)
                        .with(node -> node.with("hidden_size", 3)),
                OperatorCase.of("GRU", "reset after")
                        .input(3, 2, 4)
                        .input(1, 9, 4)
                        .input(1, 9, 3)
                        .input(1, 18)
                        .outputs(2)
                        .with(node -> node.with("hidden_size", 3).with("linear_before_reset", 1)));
    }

    private static List<OperatorCase> quantization() {
        Tensor zero = Tensor.of(ElementType.UINT8, new byte[] {117}, 1).reshape();
        Tensor zeros = Tensor.of(ElementType.INT8, new byte[3], 3);
        return List.of(
                OperatorCase.of("DequantizeLinear", "of bytes")
                        .constant(Tensor.of(ElementType.UINT8, new byte[] {1, 2, (byte) 200}, 3))
                        .constant(Tensor.scalar(0.1f))
                        .constant(zero)
                        .flat(),
                OperatorCase.of("DequantizeLinear", "a channel each")
                        .constant(Tensor.of(ElementType.INT8, new byte[] {1, -2, 3, -4, 5, -6}, 2, 3))
                        .constant(Tensor.of(new float[] {0.1f, 0.2f, 0.3f}, 3))
                        .constant(zeros)
                        .with(node -> node.with("axis", 1))
                        .flat(),
                OperatorCase.of("QuantizeLinear")
                        .from(-20, 20)
                        .input(3, 5)
                        .constant(Tensor.scalar(0.1f))
                        .constant(zero)
                        .flat());
    }
}
