package io.edgeopt.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom; ARCHITECTURE.md says why. */
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.edgeopt");

    @ParameterizedTest
    @ValueSource(strings = {"autograd", "datasets", "models", "engines", "camera", "reports", "testkit"})
    void siblingsKnowCoreAndThemselvesAlone(String module) {
        String own = "io.edgeopt." + module + "..";

        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.edgeopt..").and(not(resideInAnyPackage("io.edgeopt.core..", own))))
                .check(HOUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimizers", "xai"})
    void whatNeedsGradientsKnowsCoreAndThem(String module) {
        String own = "io.edgeopt." + module + "..";

        noClasses()
                .that()
                .resideInAPackage(own)
                .should()
                .dependOnClassesThat(resideInAPackage("io.edgeopt..")
                        .and(not(resideInAnyPackage("io.edgeopt.core..", "io.edgeopt.autograd..", own))))
                .check(HOUSE);
    }

    @Test
    void coreKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage("io.edgeopt.core..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.edgeopt..").and(not(resideInAPackage("io.edgeopt.core.."))))
                .check(HOUSE);
    }

    @ParameterizedTest(name = "{0} is for {1}")
    @CsvSource({
        "ai.onnx.., io.edgeopt.core.graph..",
        "com.google.protobuf.., io.edgeopt.core.graph..",
        "ai.onnxruntime.., io.edgeopt.core.runtime.ort..",
        "com.fasterxml.jackson.., io.edgeopt.core.json..",
        "ai.djl.., io.edgeopt.engines..|io.edgeopt.autograd..",
        "org.bytedeco.., io.edgeopt.camera..",
        "org.knowm.., io.edgeopt.reports..",
        "picocli.., io.edgeopt.cli..",
    })
    void aLibraryIsForItsOwner(String library, String owner) {
        noClasses()
                .that()
                .resideOutsideOfPackages(owner.split("\\|"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE);
    }

    @Test
    void packagesOfCoreFormNoCycle() {
        slices().matching("io.edgeopt.core.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(HOUSE);
    }

    /** Whoever waits by hand cannot be tested without waiting too. */
    @Test
    void onlyTheCamerasClockSleeps() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.edgeopt.camera.SystemClock")
                .should()
                .callMethodWhere(target(owner(equivalentTo(Thread.class))).and(target(name("sleep"))))
                .orShould()
                .callMethodWhere(target(owner(equivalentTo(LockSupport.class))))
                .check(HOUSE);
    }
}
