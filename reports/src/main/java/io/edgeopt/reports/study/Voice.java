package io.edgeopt.reports.study;

/** How a report speaks: its words, its numbers, and how it tells of changes. */
record Voice(Words words, Numerals numerals, Changes changes) {
    static Voice in(Language language) {
        Words words = Words.in(language);
        Numerals numerals = new Numerals(words);
        return new Voice(words, numerals, new Changes(numerals));
    }

    String say(String key, Object... values) {
        return words.say(key, values);
    }

    String absent() {
        return words.say("absent");
    }
}
