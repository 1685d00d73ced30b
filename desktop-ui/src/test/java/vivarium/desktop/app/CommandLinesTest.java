package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line says to whoever mistypes it. */
class CommandLinesTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    CommandLine commandLine = CommandLines.commandLine();
    PrintWriter outWriter = new PrintWriter(out, true);
    PrintWriter errWriter = new PrintWriter(err, true);
    commandLine.setOut(outWriter).setErr(errWriter);
    return commandLine.execute(args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --colour | vivarium: Unknown option: '--colour' (see 'vivarium --help')
          serv | vivarium: Unmatched argument at index 0: 'serv'; did you mean serve? (see 'vivarium --help')
          serve --broker 5 | vivarium: Unknown options: '--broker', '5'; did you mean --brokers? (see 'vivarium serve --help')
          serve --port abc | vivarium: Invalid value for option '--port': 'abc' is not valid: it must be a port from 1 to 65535, or 0 for any free ones (see 'vivarium serve --help')
          serve --port 70000 | vivarium: Invalid value for option '--port': '70000' is not valid: it must be a port from 1 to 65535, or 0 for any free ones (see 'vivarium serve --help')
          serve --port 65535 | vivarium: Invalid value for option '--port': 65535 must be 0 to 65533, so that 3 brokers have one each (see 'vivarium serve --help')
          serve --brokers 0 | vivarium: Invalid value for option '--brokers': '0' is not valid: it must be a whole number from 1 to 100 (see 'vivarium serve --help')
          serve --brokers three | vivarium: Invalid value for option '--brokers': 'three' is not valid: it must be a whole number from 1 to 100 (see 'vivarium serve --help')
          serve --seed 1.5 | vivarium: Invalid value for option '--seed': '1.5' is not valid: it must be a whole number, such as 7 (see 'vivarium serve --help')
          serve --profile fast | vivarium: Invalid value for option '--profile': 'fast' is not valid: it must be classroom or realistic or instant (see 'vivarium serve --help')
          serve --coordination raft | vivarium: Invalid value for option '--coordination': 'raft' is not valid: it must be kraft or zookeeper (see 'vivarium serve --help')
          serve --racks a,,b | vivarium: rack '' must be letters, digits, '.', '_' or '-', at most 20 (see 'vivarium serve --help')
          serve --racks , | vivarium: rack '' must be letters, digits, '.', '_' or '-', at most 20 (see 'vivarium serve --help')
          window --controllers 2 | vivarium: Invalid value for option '--controllers': '2' is not valid: it must be 1, 3 or 5, since an even number survives no more failures (see 'vivarium window --help')
          window --brokers 1 | vivarium: topic orders: replication factor 3 needs as many brokers, and there are 1 (see 'vivarium window --help')
          window none.json | vivarium: there is no file none.json
          serve --topic a:b | vivarium: Invalid value for option '--topic' (NAME:PARTITIONS:RF): 'a:b' is not valid: it must be name:partitions:replicationFactor, such as orders:3:3 (see 'vivarium serve --help')
          serve --topic bad | vivarium: Invalid value for option '--topic' (NAME:PARTITIONS:RF): 'bad' is not valid: it must be name:partitions:replicationFactor, such as orders:3:3 (see 'vivarium serve --help')
          serve --topic a:1 | vivarium: Invalid value for option '--topic' (NAME:PARTITIONS:RF): 'a:1' is not valid: it must be name:partitions:replicationFactor, such as orders:3:3 (see 'vivarium serve --help')
          serve --topic a:1:9 | vivarium: topic a: replication factor 9 needs as many brokers, and there are 3 (see 'vivarium serve --help')
          serve --topic | vivarium: Missing required parameter for option '--topic' (NAME:PARTITIONS:RF) (see 'vivarium serve --help')
          film | vivarium: Missing required option: '--out=FILE' (see 'vivarium film --help')
          film --out f.gif --from 9s --to 8s | vivarium: --from 00:09.000 is not before --to 00:08.000
          film none.json --out f.gif | vivarium: there is no file none.json
          film --out f.mp4 | vivarium: cannot write f.mp4: a film's name must end in .gif, .png or .apng, or name a folder
          film --out f.gif --speed 0.01 | vivarium: that would be 36,000 pictures, and 3,000 is the most: choose a stretch of at most 2.5 s, fewer --fps or a higher --speed
          film --out f.gif --size 3840x3840 | vivarium: 360 pictures of 3840×3840 are too much: choose a smaller --size, a stretch of at most 22.6 s or fewer --fps
          film --out f.gif --size 10x10 | vivarium: Invalid value for option '--size': '10x10' is not valid: it must be WIDTHxHEIGHT, each from 320 to 3840, such as 960x600 (see 'vivarium film --help')
          film --out f.gif --fps 99 | vivarium: Invalid value for option '--fps': '99' is not valid: it must be a whole number from 1 to 50 (see 'vivarium film --help')
          film --out f.gif --lang de | vivarium: Invalid value for option '--lang': 'de' is not valid: it must be en or ko (see 'vivarium film --help')
          run --until soon | vivarium: Invalid value for option '--until': 'soon' is not valid: it must be a time such as 62.5s, 1m30s or 01:02.5, at most 24h (see 'vivarium run --help')
          help nonsense | vivarium: Unknown subcommand 'nonsense'; there are window, serve, run, replay, trace, compare, simulate, film, report, gallery, help (see 'vivarium --help')
          run --seed x | vivarium: Invalid value for option '--seed': 'x' is not valid: it must be a whole number, such as 7 (see 'vivarium run --help')
          """)
  void aMistakeGetsOneLineAndExitCode2(String line, String message) {
    assertThat(execute(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(message + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "window ", "serve ", "run ", "simulate ", "film "})
  void everyCommandHasHelpAndVersion(String command) {
    assertThat(execute((command + "--help").split(" "))).isZero();
    assertThat(out.toString()).contains("Usage: vivarium", "--help", "--version");
    out.getBuffer().setLength(0);
    assertThat(execute((command + "--version").split(" "))).isZero();
    assertThat(out.toString()).startsWith("vivarium ").hasLineCount(1);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void inKoreanHelpAndMistakesAreKorean() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.KOREAN);
    try {
      for (String command :
          List.of("window", "serve", "run", "replay", "trace", "compare", "simulate", "film")) {
        out.getBuffer().setLength(0);
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString()).as(command).contains("사용법: vivarium " + command);
        assertThat(
                out.toString()
                    .lines()
                    .filter(line -> line.matches("(?!vivarium ).*[a-z]+ [a-z]+ [a-z]+.*")))
            .as("English in the help of " + command)
            .isEmpty();
      }
      assertThat(execute("run", "--nope")).isEqualTo(2);
      assertThat(err.toString()).startsWith("vivarium: 없는 옵션: '--nope'");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aScenarioThatCannotBeReadGetsOneLineAndExitCode2() throws IOException {
    assertThat(execute("run", folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("vivarium: there is no file").hasLineCount(1);
    err.getBuffer().setLength(0);

    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"vivarium\": 1, \"name\": 7}");
    assertThat(execute("run", bad.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("vivarium: %s: ".formatted(bad))
        .contains("$.name", "$.about", "$.profile")
        .hasLineCount(3);
    err.getBuffer().setLength(0);

    assertThat(execute("run", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is a folder").hasLineCount(1);
    err.getBuffer().setLength(0);

    Path binary = Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(execute("run", binary.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not text in UTF-8").hasLineCount(1);
    err.getBuffer().setLength(0);

    Path packed = folder.resolve("r.viv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("{\"vivarium-recording\":1}".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(execute("run", packed.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("./vivarium replay").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run                                           | comparison | is a comparison of two runs; play it with './vivarium compare'
          window                                        | comparison | is a comparison of two runs; play it with './vivarium compare'
          replay                                        | comparison | is a comparison of two runs; play it with './vivarium compare'
          film --out f.gif                              | comparison | is a comparison of two runs; play it with './vivarium compare'
          report --out r.html                           | comparison | is a comparison of two runs; play it with './vivarium compare'
          trace --topic t --partition 0 --offset 0      | comparison | is a comparison of two runs; play it with './vivarium compare'
          replay                                        | scenario   | is a scenario, not a recording; play it with './vivarium run'
          trace --topic t --partition 0 --offset 0      | scenario   | is a scenario, not a recording; play it with './vivarium run'
          compare                                       | scenario   | is not a comparison. To compare a scenario
          run                                           | recording  | is a recording; './vivarium replay' looks at one
          window                                        | recording  | is a recording; './vivarium replay' looks at one
          compare                                       | recording  | is not a comparison. To compare a scenario
          """)
  void aFileOfAnotherKindIsSaidToBeOne(String command, String kind, String message)
      throws IOException {
    Path file = folder.resolve("given.json");
    Files.writeString(
        file,
        switch (kind) {
          case "comparison" ->
              "{\"vivarium\": 1, \"name\": \"c\", \"a\": {}, \"b\": {}, \"scenario\": {}}";
          case "scenario" ->
              "{\"vivarium\": 1, \"name\": \"s\", \"about\": \"a\", \"profile\": \"instant\"}";
          default -> "{\"vivarium-recording\":1}\n";
        });
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(file.toString());

    assertThat(execute(words.toArray(String[]::new))).isEqualTo(2);

    assertThat(err.toString())
        .startsWith("vivarium: %s %s".formatted(file, message))
        .hasLineCount(1);
  }

  @Test
  void aGalleryThatCannotBeWrittenSaysWhatStandsInTheWay() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "");
    Path gallery = file.resolve("gallery");

    assertThat(execute("gallery", gallery.toString())).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "vivarium: cannot write into %s: %s is a file; name a folder".formatted(gallery, file))
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "film", "serve"})
  void helpAnswersAsTheOptionDoes(String command) {
    assertThat(execute("help", command)).isZero();
    String asked = out.toString();
    out.getBuffer().setLength(0);
    assertThat(execute(command, "--help")).isZero();

    assertThat(asked).isEqualTo(out.toString()).contains("Usage: vivarium " + command);
    out.getBuffer().setLength(0);
    assertThat(execute("help")).isZero();
    assertThat(out.toString()).contains("gallery", "Exit codes");
  }

  @Test
  void whatIsPlayedIsToldInTheLanguageAskedFor() {
    assertThat(execute("run", "--until", "12s", "--lang", "ko")).isZero();
    assertThat(out.toString())
        .startsWith("리더가 죽습니다")
        .contains("브로커 3대", "강제 종료", "유실 0")
        .doesNotContain("was killed", "acknowledged");
  }

  @ParameterizedTest
  @CsvSource({"run", "film --out f.gif", "report --out r.html"})
  void whatIsWrongWithAFileIsSaidInTheLanguageAskedFor(String command) {
    String none = folder.resolve("none.json").toString();
    assertThat(execute((command + " --lang ko " + none).split(" "))).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("vivarium: %s 파일이 없습니다%n".formatted(none));
  }

  @Test
  void withoutTheOptionTheLanguageIsTheSystems() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.KOREA);
    try {
      assertThat(execute("run", "--until", "2s")).isZero();
      assertThat(out.toString()).contains("브로커 3대");
      assertThat(execute("run", folder.resolve("none.json").toString())).isEqualTo(2);
      assertThat(err.toString()).contains("파일이 없습니다");
    } finally {
      Locale.setDefault(before);
    }
  }
}
