package io.edgeopt.reports.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern PLACE = Pattern.compile("%\\d\\$[sd]");

    @Test
    void areThereInBothLanguages() {
        assertThat(Words.in(Language.FRENCH).keys())
                .isEqualTo(Words.in(Language.ENGLISH).keys());
    }

    @Test
    void havePlacesForTheSameValues() {
        Words english = Words.in(Language.ENGLISH);
        Words french = Words.in(Language.FRENCH);

        for (String key : english.keys()) {
            assertThat(places(french.sentence(key))).as(key).isEqualTo(places(english.sentence(key)));
            // A percent sign by itself would be taken for a place.
            assertThat(PLACE.matcher(french.sentence(key).replace("%%", "")).replaceAll(""))
                    .as(key)
                    .doesNotContain("%");
        }
    }

    private static List<String> places(String sentence) {
        List<String> places = PLACE.matcher(sentence)
                .results()
                .map(MatchResult::group)
                .sorted()
                .distinct()
                .toList();
        return Collections.unmodifiableList(places);
    }

    @Test
    void leaveNamesThatTheyDoNotKnow() {
        Words french = Words.in(Language.FRENCH);

        assertThat(french.name("stage", "infer")).isEqualTo("inférence");
        assertThat(french.name("stage", "undo")).isEqualTo("undo");
        assertThat(french.name("set", "smart home")).isEqualTo("Maison intelligente");
    }
}
