package io.edgeopt.core.evaluate;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.Suggestion;
import java.util.List;
import java.util.stream.IntStream;

/** Which of the model's classes each class of a data set is. By name where both have names, else by index. */
final class LabelMap {
    private final List<String> labels;
    private final int[] toModel;

    private LabelMap(List<String> labels, int[] toModel) {
        this.labels = labels;
        this.toModel = toModel;
    }

    /** For a set whose every class the model must know. */
    static LabelMap strict(List<String> ofSet, List<String> ofModel, String set) {
        LabelMap map = of(ofSet, ofModel);
        for (int i = 0; i < ofSet.size(); i++) {
            if (map.toModel[i] < 0) {
                throw unknown(ofSet.get(i), ofModel, set);
            }
        }
        return map;
    }

    /** For a set of which the model must know a class at least. */
    static LabelMap partial(List<String> ofSet, List<String> ofModel, String set) {
        LabelMap map = of(ofSet, ofModel);
        if (!ofSet.isEmpty() && IntStream.of(map.toModel).allMatch(index -> index < 0)) {
            throw unknown(ofSet.get(0), ofModel, set);
        }
        return map;
    }

    private static LabelMap of(List<String> ofSet, List<String> ofModel) {
        boolean numbered = ofModel.isEmpty()
                || IntStream.range(0, ofSet.size()).allMatch(i -> ofSet.get(i).equals(Integer.toString(i)));
        return new LabelMap(
                ofSet,
                IntStream.range(0, ofSet.size())
                        .map(i -> numbered ? i : ofModel.indexOf(ofSet.get(i)))
                        .toArray());
    }

    private static InvalidDataException unknown(String label, List<String> ofModel, String set) {
        return new InvalidDataException("%s has a class '%s', which the model does not answer%s (it answers %s)"
                .formatted(
                        set,
                        label,
                        Suggestion.sentence(label, ofModel),
                        ofModel.size() > 12 ? ofModel.subList(0, 12) + " and more" : ofModel));
    }

    /** The model's index of the set's class; negative where the model does not know it. */
    int toModel(int label) {
        return label < toModel.length ? toModel[label] : label;
    }

    List<String> unknownToModel() {
        return IntStream.range(0, toModel.length)
                .filter(i -> toModel[i] < 0)
                .mapToObj(labels::get)
                .toList();
    }
}
