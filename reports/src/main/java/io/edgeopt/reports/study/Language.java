package io.edgeopt.reports.study;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import java.util.Arrays;
import java.util.List;

/** A language that reports are written in. */
public enum Language {
    ENGLISH("en"),
    FRENCH("fr");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** As pages name their language: {@code en}. */
    public String code() {
        return code;
    }

    public static Language of(String code) {
        List<String> known = Arrays.stream(values()).map(Language::code).toList();
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("there is no report in the language '%s'; it is one of %s%s"
                        .formatted(code, String.join(", ", known), Suggestion.sentence(code, known))));
    }
}
