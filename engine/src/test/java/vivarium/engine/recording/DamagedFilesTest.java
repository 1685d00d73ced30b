package vivarium.engine.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vivarium.engine.json.MistakesException;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.sim.SeededRandom;

/** Whatever becomes of a file: it is read, or a sentence says why not, and soon. */
class DamagedFilesTest {

  /** More are only counted, on a line of their own. */
  private static final int MAX_MISTAKES = 10;

  private static final int MUTATIONS = 10_000;
  private static final long MAX_NANOS = 5_000_000_000L;

  private static final List<String> INSERTS =
      List.of(
          "9999999999999999999999",
          "1e999999999",
          "-1",
          "null",
          "\u0000",
          "{",
          "}",
          "\"",
          "/*",
          "[".repeat(2_000),
          "{\"a\":".repeat(2_000),
          "9".repeat(2_000),
          "\\ud800",
          "주문");

  @Test
  void aScenarioIsReadOrRefusedInASentence() throws Exception {
    SeededRandom random = SeededRandom.ofSeed(1);
    List<byte[]> files = new ArrayList<>();
    for (String name : List.of("leader-crash", "rack-fails", "slow-disk", "reassignment")) {
      files.add(Files.readAllBytes(Path.of("..", "assets", "scenarios", name + ".json")));
    }
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] file = mutated(files.get(i % files.size()), random);
      String text = new String(file, StandardCharsets.UTF_8);
      long began = System.nanoTime();
      try {
        assertThat(ScenarioFile.write(ScenarioFile.parse("s.json", text))).isNotEmpty();
      } catch (MistakesException e) {
        refused++;
        List<String> mistakes = e.getMessage().lines().toList();
        assertThat(mistakes).as("mutation %d", i).hasSizeBetween(1, MAX_MISTAKES + 1);
        for (String mistake : mistakes) {
          isASentence(mistake, i);
        }
      } catch (RuntimeException e) {
        throw new AssertionError("mutation %d: %s".formatted(i, text), e);
      }
      assertThat(System.nanoTime() - began).as("mutation %d", i).isLessThan(MAX_NANOS);
    }
    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 1);
  }

  @Test
  void aRecordingIsReadUpToTheDamage() throws Exception {
    SeededRandom random = SeededRandom.ofSeed(2);
    byte[] packed = new RecordedRun().ended();
    byte[] plain = RecordingTest.unpacked(packed);
    int whole = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] file =
          switch (i % 4) {
            case 0 -> mutated(packed, random);
            case 1 -> packed(mutated(plain, random));
            default -> mutated(plain, random);
          };
      long began = System.nanoTime();
      try {
        Recording recording = RecordedRun.read(file);
        String damage = recording.damage();
        if (damage == null) {
          whole++;
        } else {
          isASentence(damage, i);
        }
      } catch (RecordingException e) {
        isASentence(e.getMessage(), i);
      } catch (RuntimeException e) {
        throw new AssertionError("mutation " + i, e);
      }
      assertThat(System.nanoTime() - began).as("mutation %d", i).isLessThan(MAX_NANOS);
    }
    assertThat(whole).isBetween(1, MUTATIONS / 2);
  }

  private static void isASentence(@Nullable String message, int mutation) {
    assertThat(message)
        .as("mutation %d", mutation)
        .isNotBlank()
        .hasLineCount(1)
        .hasSizeLessThan(2_200)
        .doesNotContain("Exception", "null:", "tools.jackson", "java.");
  }

  private static byte[] packed(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(file);
    }
    return bytes.toByteArray();
  }

  private static byte[] mutated(byte[] file, SeededRandom random) {
    byte[] changed = file.clone();
    for (int times = 1 + random.nextInt(3); times > 0 && changed.length > 2; times--) {
      int at = random.nextInt(changed.length);
      int to = Math.min(changed.length, at + 1 + random.nextInt(200));
      changed =
          switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(changed, at);
            case 1 -> spliced(changed, at, to, new byte[0]);
            case 2 -> spliced(changed, at, at, Arrays.copyOfRange(changed, at, to));
            case 3 ->
                spliced(changed, lineStart(changed, at), lineStart(changed, at), line(changed, at));
            case 4 -> spliced(changed, at, at, insert(random));
            case 5 -> numberReplaced(changed, at, insert(random));
            case 6 -> {
              changed[at] = (byte) random.nextInt(256);
              yield changed;
            }
            default -> {
              changed[Math.min(at, random.nextInt(20))] ^= (byte) (1 << random.nextInt(8));
              yield changed;
            }
          };
    }
    return changed;
  }

  private static byte[] insert(SeededRandom random) {
    return INSERTS.get(random.nextInt(INSERTS.size())).getBytes(StandardCharsets.UTF_8);
  }

  /** The first number after a place becomes something else. */
  private static byte[] numberReplaced(byte[] file, int from, byte[] by) {
    int at = from;
    while (at < file.length && !Character.isDigit(file[at])) {
      at++;
    }
    int end = at;
    while (end < file.length && Character.isDigit(file[end])) {
      end++;
    }
    return spliced(file, at, end, by);
  }

  private static int lineStart(byte[] file, int at) {
    int start = at;
    while (start > 0 && file[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static byte[] line(byte[] file, int at) {
    int end = at;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    return Arrays.copyOfRange(file, lineStart(file, at), Math.min(file.length, end + 1));
  }

  private static byte[] spliced(byte[] file, int from, int to, byte[] middle) {
    byte[] result = Arrays.copyOf(file, from + middle.length + file.length - to);
    System.arraycopy(middle, 0, result, from, middle.length);
    System.arraycopy(file, to, result, from + middle.length, file.length - to);
    return result;
  }
}
