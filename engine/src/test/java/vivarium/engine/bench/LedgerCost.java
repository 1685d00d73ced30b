package vivarium.engine.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import vivarium.engine.ledger.Invariants;
import vivarium.engine.ledger.Ledger;

/**
 * What the ledger and the rules cost: the same load with the engine as it is, and with an engine
 * whose ledger and rules take note of nothing. Their classes are exchanged, so that the program
 * itself has no switch for it.
 */
final class LedgerCost {

  private static final int ROUNDS = 3;
  private static final Set<String> TAKES_NOTE = Set.of("note", "acknowledged");

  private final ProducerLoad load;
  private final Path folder;

  LedgerCost(ProducerLoad load, Path folder) {
    this.load = load;
    this.folder = folder;
  }

  /** One line that tells it; the median of some rounds, with and without by turns. */
  String measured() throws IOException {
    String with = System.getProperty("java.class.path");
    String without = classesWithout() + File.pathSeparator + with;
    double[] kept = new double[ROUNDS];
    double[] left = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      kept[round] = recordsPerSecond(with);
      left[round] = recordsPerSecond(without);
    }
    return "Ledger and rules: %,.0f records/s with them, %,.0f without (%d B, full speed, median of %d): %.1f %%."
        .formatted(
            median(kept),
            median(left),
            load.valueBytes(),
            ROUNDS,
            100 * (1 - median(kept) / median(left)));
  }

  private double recordsPerSecond(String classpath) throws IOException {
    try (ServeProcess server = ServeProcess.start(classpath)) {
      return load.recordsPerSecondAtFullSpeed(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** A folder with the classes that take note of nothing. */
  private Path classesWithout() throws IOException {
    for (Class<?> type : new Class<?>[] {Ledger.class, Invariants.class}) {
      Path file = folder.resolve(type.getName().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, withoutNotes(type));
    }
    return folder;
  }

  private static byte[] withoutNotes(Class<?> type) {
    ClassFile classFile = ClassFile.of();
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      if (in == null) {
        throw new IllegalStateException("no bytes of " + type);
      }
      return classFile.transformClass(
          classFile.parse(in.readAllBytes()),
          ClassTransform.transformingMethods(
              method -> TAKES_NOTE.contains(method.methodName().stringValue()),
              (builder, element) -> {
                if (element instanceof CodeModel) {
                  builder.withCode(code -> code.return_());
                } else {
                  builder.with(element);
                }
              }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
