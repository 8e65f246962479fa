package io.edgeopt.core.task.head;

import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network's outputs mean, with all that is needed to read them. An output that is not named is the model's first,
 * or its only one.
 */
public sealed interface Head {
    /**
     * What item {@code item} of the batch says.
     *
     * @param outputs the network's outputs by name, in the model's order
     * @param view how the picture lies in the network's input; only boxes need it
     */
    Prediction decode(Map<String, Tensor> outputs, int item, View view);

    /** What still has to be done to numbers to make probabilities of them. */
    enum Activation {
        /** Softmax, unless the numbers are a distribution already; one number alone goes through a sigmoid. */
        AUTO,
        /** They are probabilities, or to be ranked as they are. */
        NONE,
        SOFTMAX,
        SIGMOID
    }

    /** One score a class. One output alone means two classes: what it says no to, and what it says yes to. */
    record Classification(Optional<String> output, Activation activation) implements Head {
        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return new Prediction.ClassScores(
                    ClassActivation.apply(activation, Outputs.of(outputs).floats(output, item)));
        }
    }

    /**
     * A vector whose direction says who or what is seen.
     *
     * @param threshold cosine from which on two are called the same
     */
    record Embedding(Optional<String> output, Optional<Float> threshold) implements Head {
        public Embedding(Optional<String> output) {
            this(output, Optional.empty());
        }

        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return new Prediction.Embedding(Outputs.of(outputs).floats(output, item));
        }
    }

    /**
     * One box and one score a class for each prior, as in SSD.
     *
     * @param scores output of shape {@code N x priors x classes}
     * @param boxes output of shape {@code N x priors x 4}
     * @param priors the boxes that the network corrects; without them its boxes are final: corners as fractions of the
     *     input
     * @param background whether class 0 is no object; the labels then begin with class 1
     */
    record Ssd(
            String scores,
            String boxes,
            Optional<Priors> priors,
            boolean background,
            Activation activation,
            Suppression suppression)
            implements Head {
        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return SsdDecoder.decode(this, Outputs.of(outputs), item, view);
        }
    }

    /**
     * Scores and four distances to the edges from every cell of several grids, as in FCOS, NanoDet and PicoDet.
     *
     * @param scores an output a grid: {@code N x cells x classes} or {@code N x classes x rows x columns}
     * @param boxes an output a grid, likewise, of 4 distances or of 4 distributions, in strides
     * @param strides how many pixels a cell of each grid is wide
     * @param regMax the largest distance of a distribution, which has one number more; 0 where distances are plain
     */
    record AnchorFree(
            List<String> scores,
            List<String> boxes,
            List<Integer> strides,
            int regMax,
            Activation activation,
            Suppression suppression)
            implements Head {
        public AnchorFree {
            scores = List.copyOf(scores);
            boxes = List.copyOf(boxes);
            strides = List.copyOf(strides);
            if (scores.size() != strides.size() || boxes.size() != strides.size() || regMax < 0) {
                throw new IllegalArgumentException("%d scores, %d boxes and %d strides: one of each a grid is needed"
                        .formatted(scores.size(), boxes.size(), strides.size()));
            }
        }

        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return AnchorFreeDecoder.decode(this, Outputs.of(outputs), item, view);
        }
    }

    /** YOLOX: {@code N x cells x (4 + 1 + classes)}, boxes relative to cells, scores already between 0 and 1. */
    record Yolox(Optional<String> output, List<Integer> strides, Suppression suppression) implements Head {
        public Yolox {
            strides = List.copyOf(strides);
        }

        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return YoloDecoder.yolox(this, Outputs.of(outputs), item, view);
        }
    }

    /**
     * YOLOv5 and v7: without grids one output {@code N x cells x (4 + 1 + classes)} of final boxes (centre, size) in
     * pixels; with grids, raw outputs {@code N x anchors x rows x columns x (4 + 1 + classes)}.
     */
    record Yolov5(Optional<String> output, List<AnchorGrid> grids, Suppression suppression) implements Head {
        public Yolov5 {
            grids = List.copyOf(grids);
        }

        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return YoloDecoder.yolov5(this, Outputs.of(outputs), item, view);
        }
    }

    /** One raw output of YOLOv5, and its anchors' widths and heights in pixels, in turn. */
    record AnchorGrid(String output, int stride, List<Float> anchors) {
        public AnchorGrid {
            anchors = List.copyOf(anchors);
            if (anchors.isEmpty() || anchors.size() % 2 != 0) {
                throw new IllegalArgumentException("anchors %s are not pairs of width and height".formatted(anchors));
            }
        }
    }

    /** YOLOv8 and later: {@code N x (4 + classes) x cells}, final boxes (centre, size) in pixels, scores 0 to 1. */
    record Yolov8(Optional<String> output, Suppression suppression) implements Head {
        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return YoloDecoder.yolov8(this, Outputs.of(outputs), item, view);
        }
    }

    /**
     * Detections that the network itself has already chosen, for a batch of one.
     *
     * @param boxes output of shape {@code [1 x] n x 4}, corners
     * @param labels output of {@code n} class indices
     * @param scores output of {@code n} scores
     * @param fractions whether corners are fractions of the input rather than pixels
     * @param firstLabel the class index that means the first label: 1 where 0 is background
     */
    record Detected(
            String boxes, String labels, String scores, boolean fractions, int firstLabel, Suppression suppression)
            implements Head {
        @Override
        public Prediction decode(Map<String, Tensor> outputs, int item, View view) {
            return SsdDecoder.detected(this, Outputs.of(outputs), view);
        }
    }
}
