package vivarium.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules of design §2: what each package may know. */
class ArchitectureTest {

  private static final String ENGINE = "vivarium.engine";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ENGINE);

  /** Deterministic, in virtual time: neither thread nor clock nor anything outside the process. */
  private static final List<String> CORE =
      List.of(
          "sim",
          "net",
          "disk",
          "log",
          "broker",
          "replica",
          "controller",
          "metadata",
          "quorum",
          "zookeeper",
          "znodes",
          "group",
          "cluster",
          "txn",
          "client",
          "fault",
          "ledger",
          "event",
          "model",
          "config");

  /** For each package of the engine, the others it may import. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("event", Set.of()),
              Map.entry("config", Set.of()),
              Map.entry("model", Set.of("event")),
              Map.entry("log", Set.of("event")),
              Map.entry("sim", Set.of("event")),
              Map.entry("fault", Set.of("config", "event")),
              Map.entry("api", Set.of("config", "event")),
              Map.entry("disk", Set.of("event", "log")),
              Map.entry("wire", Set.of("event", "log")),
              Map.entry("gateway", Set.of("api", "event", "log", "wire")),
              Map.entry("text", Set.of("event", "model")),
              Map.entry("json", Set.of("event", "text")),
              Map.entry(
                  "command", Set.of("api", "config", "event", "json", "model", "text", "wire")),
              Map.entry("condition", Set.of("api", "command", "config", "event", "model", "text")),
              Map.entry(
                  "scenario",
                  Set.of(
                      "api", "command", "condition", "config", "event", "json", "model", "text")),
              Map.entry(
                  "recording",
                  Set.of("api", "command", "event", "json", "model", "scenario", "text")),
              Map.entry("net", Set.of("disk", "event", "fault", "sim", "wire")),
              Map.entry("metadata", Set.of("config", "disk", "event", "log", "wire")),
              Map.entry(
                  "quorum",
                  Set.of(
                      "config", "disk", "event", "fault", "log", "metadata", "net", "sim", "wire")),
              Map.entry(
                  "replica",
                  Set.of(
                      "config",
                      "disk",
                      "event",
                      "fault",
                      "log",
                      "metadata",
                      "net",
                      "quorum",
                      "sim",
                      "wire")),
              Map.entry(
                  "controller",
                  Set.of(
                      "config",
                      "event",
                      "fault",
                      "log",
                      "metadata",
                      "net",
                      "quorum",
                      "sim",
                      "wire",
                      "znodes",
                      "zookeeper")),
              Map.entry(
                  "group",
                  Set.of(
                      "config",
                      "event",
                      "fault",
                      "log",
                      "metadata",
                      "net",
                      "replica",
                      "sim",
                      "wire")),
              Map.entry(
                  "broker",
                  Set.of(
                      "config",
                      "controller",
                      "disk",
                      "event",
                      "fault",
                      "group",
                      "log",
                      "metadata",
                      "net",
                      "quorum",
                      "replica",
                      "sim",
                      "wire",
                      "znodes",
                      "zookeeper")),
              Map.entry("znodes", Set.of("event", "metadata", "zookeeper")),
              Map.entry("zookeeper", Set.of("disk", "event", "fault", "log", "net", "sim", "wire")),
              Map.entry("client", Set.of("config", "event", "fault", "log", "net", "sim", "wire")),
              Map.entry(
                  "ledger",
                  Set.of("config", "event", "fault", "log", "model", "net", "sim", "wire")),
              Map.entry(
                  "cluster",
                  Set.of(
                      "api",
                      "broker",
                      "client",
                      "config",
                      "controller",
                      "disk",
                      "event",
                      "fault",
                      "group",
                      "ledger",
                      "log",
                      "metadata",
                      "net",
                      "sim",
                      "wire",
                      "zookeeper")),
              Map.entry(
                  "simulation",
                  Set.of(
                      "api",
                      "cluster",
                      "command",
                      "config",
                      "event",
                      "ledger",
                      "log",
                      "model",
                      "net",
                      "runtime",
                      "scenario",
                      "sim")),
              Map.entry(
                  "runtime",
                  Set.of(
                      "api",
                      "cluster",
                      "config",
                      "event",
                      "gateway",
                      "net",
                      "scenario",
                      "sim",
                      "wire"))));

  private static String[] corePackages() {
    return CORE.stream().map(name -> "%s.%s..".formatted(ENGINE, name)).toArray(String[]::new);
  }

  @Test
  void theCoreHasNoThreadClockSocketOrFile() {
    noClasses()
        .that()
        .resideInAnyPackage(corePackages())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.net..",
                    "java.nio.channels..",
                    "java.nio.file..",
                    "java.util.concurrent",
                    "java.time..")
                .or(name("java.lang.Thread"))
                .or(name("java.util.concurrent.locks.ReentrantLock"))
                .or(name("java.util.Timer"))
                .or(resideInAPackage("java.io").and(nameStartsWith("java.io.File"))))
        .because("it runs in virtual time on one loop, the same each time (design §3)")
        .check(CLASSES);
  }

  @Test
  void theCoreAsksNoClockAndNoChanceOfTheJdk() {
    noClasses()
        .that()
        .resideInAnyPackage(corePackages())
        .should()
        .accessTargetWhere(
            calls("java.lang.System", "nanoTime", "currentTimeMillis")
                .or(calls("java.lang.Math", "random"))
                .or(calls("java.util.UUID", "randomUUID"))
                .or(calls("org.apache.kafka.common.Uuid", "randomUuid"))
                .or(calls("java.lang.System", "identityHashCode"))
                .or(calls("java.util.Collections", "shuffle")))
        .orShould()
        .dependOnClassesThat(
            nameStartsWith("java.util.Random")
                .or(name("java.util.concurrent.ThreadLocalRandom"))
                .or(name("java.util.SplittableRandom"))
                .or(name("java.security.SecureRandom")))
        .because("time and chance come from the scheduler and its seed")
        .check(CLASSES);
  }

  /** {@code Map.of(k, v)}, {@code Set.of(e)} and those of nothing: one element has no order. */
  private static final DescribedPredicate<JavaAccess<?>> OF_ONE =
      describe(
          "of at most one element",
          access ->
              access instanceof JavaCall<?> call
                  && call.getName().equals("of")
                  && call.getTarget().getRawParameterTypes().size()
                      <= (call.getTargetOwner().isEquivalentTo(Map.class) ? 2 : 1)
                  && call.getTarget().getRawParameterTypes().stream()
                      .noneMatch(JavaClass::isArray));

  @Test
  void theCoreHasNoOrderThatDependsOnHashes() {
    noClasses()
        .that()
        .resideInAnyPackage(corePackages())
        // It builds its sorted maps from them.
        .and(not(name(ENGINE + ".config.Profile")))
        .should()
        .accessTargetWhere(
            anyOf("java.util.HashMap")
                .or(anyOf("java.util.HashSet"))
                .or(anyOf("java.util.IdentityHashMap"))
                .or(anyOf("java.util.WeakHashMap"))
                .or(calls("java.util.Map", "of", "ofEntries", "copyOf").and(not(OF_ONE)))
                .or(calls("java.util.Set", "of", "copyOf").and(not(OF_ONE)))
                .or(calls("java.util.stream.Collectors", "toSet", "toMap", "groupingBy")))
        .because("their iteration order may differ from run to run: use a Tree or a Linked one")
        .check(CLASSES);
  }

  @Test
  void nothingPrintsToTheStandardStreams() {
    noClasses()
        .should()
        .accessTargetWhere(
            calls("java.lang.System", "out", "err")
                .or(calls("java.lang.Throwable", "printStackTrace")))
        .because("a library speaks through its log")
        .check(CLASSES);
  }

  @Test
  void theEngineKnowsNoWindow() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "vivarium.desktop..")
        .check(CLASSES);
  }

  @Test
  void onlyWireImportsKafkasInternals() {
    DescribedPredicate<JavaClass> free =
        // The messages and records of the protocol, generated from Kafka's schemas.
        resideInAnyPackage(
                "org.apache.kafka.common.message",
                "org.apache.kafka.common.metadata",
                "org.apache.kafka.coordinator.group.generated",
                "org.apache.kafka.coordinator.transaction.generated",
                // Public API of Kafka's clients.
                "org.apache.kafka.common",
                "org.apache.kafka.common.config",
                "org.apache.kafka.common.errors")
            // What every message is, and Kafka's names of errors, APIs and internal topics.
            .or(name("org.apache.kafka.common.protocol.ApiMessage"))
            .or(name("org.apache.kafka.common.protocol.Message"))
            .or(name("org.apache.kafka.common.protocol.ApiKeys"))
            .or(name("org.apache.kafka.common.protocol.Errors"))
            .or(name("org.apache.kafka.common.internals.Topic"));
    noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + ".wire..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.kafka..").and(not(free)))
        .because("an upgrade of kafka-clients should touch one package")
        .check(CLASSES);
  }

  @Test
  void onlyTheGatewayImportsNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + ".gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(CLASSES);
  }

  @Test
  void packagesImportOneAnotherInOneDirection() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass origin : CLASSES) {
      String from = topPackage(origin);
      origin.getDirectDependenciesFromSelf().stream()
          .map(dependency -> topPackage(dependency.getTargetClass().getBaseComponentType()))
          .filter(to -> !to.isEmpty() && !to.equals(from))
          .filter(to -> !MAY_IMPORT.getOrDefault(from, Set.of()).contains(to))
          .distinct()
          .forEach(to -> wrong.add("%s (in %s) imports %s".formatted(origin.getName(), from, to)));
    }
    assertThat(wrong)
        .as("imports that the table MAY_IMPORT in %s does not have", getClass().getSimpleName())
        .isEmpty();
  }

  private static String topPackage(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ENGINE + ".") ? name.substring(ENGINE.length() + 1).split("\\.")[0] : "";
  }

  @Test
  void thatDirectionHasNoCircle() {
    TreeMap<String, Set<String>> left = new TreeMap<>(MAY_IMPORT);
    while (left.values().removeIf(imports -> imports.stream().noneMatch(left::containsKey))) {
      assertThat(left).isNotNull();
    }
    assertThat(left.keySet()).as("packages that may import each other in a circle").isEmpty();
  }

  @Test
  void everyPackageSaysWhatLivesThere() throws IOException {
    Path root = Path.of("src", "main", "java");
    TreeSet<Path> silent = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
          .forEach(silent::add);
    }
    assertThat(silent).as("packages without a package-info.java").isEmpty();
  }

  @Test
  void everyClassBelongsToAPackageOfTheTable() {
    classes()
        .should()
        .resideInAnyPackage(
            MAY_IMPORT.keySet().stream()
                .map(name -> "%s.%s..".formatted(ENGINE, name))
                .toArray(String[]::new))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> nameStartsWith(String prefix) {
    return describe("name starts with " + prefix, type -> type.getName().startsWith(prefix));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String type, String... members) {
    DescribedPredicate<JavaAccess<?>> none = describe("", access -> false);
    for (String member : members) {
      none = none.or(target(owner(name(type))).and(target(name(member))));
    }
    return none.as("%s of %s", String.join(", ", members), type);
  }

  private static DescribedPredicate<JavaAccess<?>> anyOf(String type) {
    return target(owner(name(type))).as("anything of %s", type);
  }
}
