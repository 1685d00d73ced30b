package vivarium.desktop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules of design §2 for the window. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vivarium.desktop");

  @Test
  void theWindowKnowsOfTheEngineOnlyWhatGoesInAndComesOut() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("vivarium.engine..")
                .and(
                    not(
                        resideInAnyPackage(
                            "vivarium.engine.event..",
                            "vivarium.engine.model..",
                            "vivarium.engine.config..",
                            "vivarium.engine.api..",
                            "vivarium.engine.text..",
                            "vivarium.engine.json..",
                            "vivarium.engine.command..",
                            "vivarium.engine.condition..",
                            "vivarium.engine.scenario..",
                            "vivarium.engine.recording..",
                            "vivarium.engine.runtime..",
                            "vivarium.engine.simulation.."))))
        .because("commands go in and events come out, and nothing else crosses (design §1)")
        .check(CLASSES);
  }

  @Test
  void onlyTheAppAndHeadlessRunsStartClusters() {
    noClasses()
        .that()
        .resideOutsideOfPackages("vivarium.desktop.app..", "vivarium.desktop.headless..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vivarium.engine.runtime..", "vivarium.engine.simulation..")
        .check(CLASSES);
  }

  @Test
  void theLayoutIsPure() {
    noClasses()
        .that()
        .resideInAPackage("vivarium.desktop.stage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "java.awt..", "java.util.concurrent..")
        .because("the same model and time must give the same frame, in a test as in the window")
        .check(CLASSES);
  }

  @Test
  void theSessionAndTheWordsNeedNoWindow() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "vivarium.desktop.session..", "vivarium.desktop.i18n..", "vivarium.desktop.figures..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..")
        .because("a headless run uses them too")
        .check(CLASSES);
  }

  @Test
  void nothingPrintsButTheCommandLine() {
    noClasses()
        .should()
        .accessTargetWhere(
            target(owner(name("java.lang.System")))
                .and(target(name("out").or(name("err"))))
                .or(target(name("printStackTrace"))))
        .because("commands print through picocli's writers, the rest through the log")
        .check(CLASSES);
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    TreeSet<Path> silent = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
          .forEach(silent::add);
    }
    assertThat(silent).as("packages without a package-info.java").isEmpty();
  }
}
