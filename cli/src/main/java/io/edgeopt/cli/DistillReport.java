package io.edgeopt.cli;

import java.util.List;
import java.util.Optional;

/**
 * The JSON of a distillation.
 *
 * @param loss what of the teacher was imitated
 * @param taught how the student's training went
 * @param control how that of the same student without the teacher went
 * @param againstControl the student beside its control on test data, paired: what the teacher was worth
 * @param againstTeacher the student beside its teacher
 */
record DistillReport(
        String teacher,
        String student,
        String output,
        String loss,
        long teacherBytes,
        long studentBytes,
        long teacherMacs,
        long studentMacs,
        TuneReport taught,
        Optional<TuneReport> control,
        List<Rivals.OnSet> againstControl,
        List<Rivals.OnSet> againstTeacher) {}
