package io.edgeopt.core.study.merge;

import io.edgeopt.core.InvalidPlanException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of results, and what its rows are to be called: {@code [[model][/variant][@device]=]FILE}. */
record ResultLabel(Optional<String> model, Optional<String> variant, Optional<String> device, Path file) {
    private static final Pattern FORM = Pattern.compile("(?:([^/@=]*)(?:/([^/@=]+))?(?:@([^/@=]+))?=)?([^=].*)");

    static ResultLabel parse(String argument) {
        Matcher form = FORM.matcher(argument);
        // A file's own name may hold such a sign.
        if (!form.matches() || Path.of(argument).toFile().exists()) {
            return new ResultLabel(Optional.empty(), Optional.empty(), Optional.empty(), Path.of(argument));
        }
        if (form.group(1) != null && form.group(1).isEmpty() && form.group(2) == null && form.group(3) == null) {
            throw new InvalidPlanException(
                    "'%s' has no name before '='; give MODEL/VARIANT@DEVICE=FILE, or parts of it".formatted(argument));
        }
        return new ResultLabel(
                Optional.ofNullable(form.group(1)).filter(name -> !name.isEmpty()),
                Optional.ofNullable(form.group(2)),
                Optional.ofNullable(form.group(3)),
                Path.of(form.group(4)));
    }
}
