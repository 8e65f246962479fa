package io.edgeopt.reports.study;

import io.edgeopt.reports.chart.DecimalMark;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of reports in one language. Read by hand and not as a {@code ResourceBundle}, which would look at the
 * country of the machine.
 */
final class Words {
    private final Language language;
    private final Properties sentences;

    private Words(Language language, Properties sentences) {
        this.language = language;
        this.sentences = sentences;
    }

    static Words in(Language language) {
        String file = "words_%s.properties".formatted(language.code());
        Properties sentences = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file);
            }
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return new Words(language, sentences);
    }

    /** The sentence of that name, with {@code values} where it has places for them. */
    String say(String key, Object... values) {
        return String.format(Locale.ROOT, sentence(key), values);
    }

    String sentence(String key) {
        String sentence = sentences.getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no words for '%s' in %s".formatted(key, language.code()));
        }
        return sentence;
    }

    /** A name from a record in this language, as it is where this language has no other. */
    String name(String kind, String recorded) {
        String key = kind + "." + recorded;
        return sentences.containsKey(key) ? say(key) : recorded;
    }

    Set<String> keys() {
        return new TreeSet<>(sentences.stringPropertyNames());
    }

    String code() {
        return language.code();
    }

    DecimalMark mark() {
        return language == Language.FRENCH ? DecimalMark.COMMA : DecimalMark.POINT;
    }
}
