package io.edgeopt.autograd.op;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Elementwise functions of several arrays, comparisons and choices among them. */
final class Arithmetic {
    private Arithmetic() {}

    static void addTo(Map<String, Kernel> table) {
        two(table, "Add", NDArray::add);
        two(table, "Sub", NDArray::sub);
        two(table, "Mul", NDArray::mul);
        two(table, "Div", Arithmetic::divide);
        two(table, "Pow", (base, exponent) -> base.pow(exponent.toType(base.getDataType(), false)));
        two(table, "Equal", NDArray::eq);
        two(table, "Greater", NDArray::gt);
        two(table, "GreaterOrEqual", NDArray::gte);
        two(table, "Less", NDArray::lt);
        two(table, "LessOrEqual", NDArray::lte);
        two(table, "And", NDArray::logicalAnd);
        two(table, "Or", NDArray::logicalOr);
        two(table, "Xor", NDArray::logicalXor);
        many(table, "Max", NDArray::maximum);
        many(table, "Min", NDArray::minimum);
        many(table, "Sum", NDArray::add);
        table.put("Not", Kernel.of(call -> call.in(0).logicalNot()));
        table.put("Mod", Kernel.of(Arithmetic::modulo));
        table.put(
                "Mean",
                Kernel.of(call -> folded(call, NDArray::add).div(call.inputs().size())));
        table.put("Where", Kernel.of(call -> call.torch("torch.where(a, b, c)", call.in(0), call.in(1), call.in(2))));
        table.put(
                "Cast",
                Kernel.of(call -> Types.cast(call, call.in(0), (int) call.node().integer("to", 1))));
        table.put(
                "CastLike",
                Kernel.of(call -> Types.to(call, call.in(0), call.in(1).getDataType())));
        table.put("IsNaN", Kernel.of(call -> JniUtils.isNaN((PtNDArray) call.in(0))));
    }

    private static void two(Map<String, Kernel> table, String op, BinaryOperator<NDArray> function) {
        table.put(op, Kernel.of(call -> function.apply(call.in(0), call.in(1))));
    }

    private static void many(Map<String, Kernel> table, String op, BinaryOperator<NDArray> function) {
        table.put(op, Kernel.of(call -> folded(call, function)));
    }

    private static NDArray folded(Call call, BinaryOperator<NDArray> function) {
        NDArray result = call.in(0);
        for (int i = 1; i < call.inputs().size(); i++) {
            result = function.apply(result, call.in(i));
        }
        return result;
    }

    /** Whole numbers divide towards zero, and stay whole. */
    private static NDArray divide(NDArray left, NDArray right) {
        NDArray quotient = left.div(right);
        DataType type = left.getDataType();
        return type.isFloating() ? quotient : quotient.trunc().toType(type, false);
    }

    private static NDArray modulo(Call call) {
        return call.node().integer("fmod", 0) == 1
                ? call.torch("torch.fmod(a, b)", call.in(0), call.in(1))
                : call.torch("torch.remainder(a, b)", call.in(0), call.in(1));
    }
}
