package io.edgeopt.cli;

import java.util.Map;
import java.util.Stack;
import java.util.function.Predicate;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Keeps an option whose word may be left out from taking the word behind it, which is another's: a separate word is the
 * option's only where it looks like one.
 */
abstract class OptionalWord implements IParameterPreprocessor {
    private final Predicate<String> looksLikeOne;
    private final String leftOut;

    /** @param leftOut the word that stands for none */
    OptionalWord(Predicate<String> looksLikeOne, String leftOut) {
        this.looksLikeOne = looksLikeOne;
        this.leftOut = leftOut;
    }

    @Override
    public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = "=".equals(info.get("separator"));
        boolean named = !arguments.isEmpty() && looksLikeOne.test(arguments.peek());
        if (!attached && !named) {
            arguments.push(leftOut);
        }
        return false;
    }
}
