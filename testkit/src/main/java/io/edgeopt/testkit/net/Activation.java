package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Node;
import java.util.List;

/** Non-linear functions, each written as exporters write it. */
public enum Activation {
    NONE {
        @Override
        public Value after(Net net, Value x) {
            return x;
        }
    },
    RELU {
        @Override
        public Value after(Net net, Value x) {
            return net.apply("Relu", x);
        }
    },
    RELU6 {
        @Override
        public Value after(Net net, Value x) {
            List<String> read = List.of(x.name(), net.scalar("lowest", 0), net.scalar("highest", 6));
            return net.emit(Node.of("Clip", read, List.of()), x.dims());
        }
    },
    HARD_SWISH {
        @Override
        public Value after(Net net, Value x) {
            return net.apply("HardSwish", x);
        }
    },
    HARD_SIGMOID {
        @Override
        public Value after(Net net, Value x) {
            return net.emit(Node.of("HardSigmoid", List.of(x.name()), List.of()).with("alpha", 1 / 6f), x.dims());
        }
    },
    SIGMOID {
        @Override
        public Value after(Net net, Value x) {
            return net.apply("Sigmoid", x);
        }
    },
    SILU {
        @Override
        public Value after(Net net, Value x) {
            return net.apply("Mul", x, net.apply("Sigmoid", x));
        }
    },
    /** {@code x (1 + erf(x / √2)) / 2}. */
    GELU {
        @Override
        public Value after(Net net, Value x) {
            Value erf = net.apply("Erf", net.scaled(x, (float) Math.sqrt(0.5)));
            List<String> read = List.of(erf.name(), net.scalar("one", 1));
            Value sum = net.emit(Node.of("Add", read, List.of()), x.dims());
            return net.scaled(net.apply("Mul", x, sum), 0.5f);
        }
    };

    public abstract Value after(Net net, Value x);
}
