package io.edgeopt.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command line run within this process: what it said and how it ended. */
record RunResult(int code, String out, String err) {
    static RunResult of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Main(new PrintWriter(out), new PrintWriter(err)).run(arguments);
        return new RunResult(code, out.toString(), err.toString());
    }
}
