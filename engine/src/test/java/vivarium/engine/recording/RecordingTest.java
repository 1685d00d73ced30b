package vivarium.engine.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import vivarium.engine.command.RecordedCommand;
import vivarium.engine.event.Stamped;

class RecordingTest {

  @Test
  void whatWasWrittenIsRead() throws Exception {
    RecordedRun run = new RecordedRun();
    Recording recording = RecordedRun.read(run.ended());

    assertThat(recording.damage()).isNull();
    assertThat(recording.endNanos()).isEqualTo(2_600_000_000L);
    assertThat(recording.header().cluster()).isEqualTo(run.config);
    assertThat(recording.header().program()).isEqualTo("vivarium test");
    assertThat(recording.outsiders()).isFalse();
    assertThat(eventsOf(recording)).isEqualTo(run.events);
    assertThat(recording.commands())
        .extracting(RecordedCommand::number, each -> each.text().words(), RecordedCommand::accepted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, "kill 1", true),
            org.assertj.core.groups.Tuple.tuple(2L, "kill 1", false));
    assertThat(recording.asSession().whyNotTheSame()).isNull();
    assertThat(recording.asSession().scenario().steps())
        .extracting(step -> step.command().words() + " " + step.ifPossible())
        .containsExactly("kill 1 false", "kill 1 true");
  }

  @Test
  void whatWasFlushedSurvivesTheProgram() throws Exception {
    RecordedRun run = new RecordedRun();
    run.writer.flush();
    byte[] flushed = run.bytes.toByteArray();

    Recording recording = RecordedRun.read(flushed);
    assertThat(eventsOf(recording)).isEqualTo(run.events);
    assertThat(recording.commands()).hasSize(2);
    assertThat(recording.damage()).contains("it ends in its middle", "events up to 00:0");

    Recording half = RecordedRun.read(Arrays.copyOf(flushed, flushed.length / 2));
    assertThat(eventsOf(half))
        .hasSizeGreaterThan(50)
        .isEqualTo(run.events.subList(0, (int) half.events().lastSeq()));
    assertThat(half.damage()).hasLineCount(1).contains(" events up to ").contains("were read");
  }

  @Test
  void aRecordingThatIsNotCompressedIsReadToo() throws Exception {
    RecordedRun run = new RecordedRun();
    Recording recording = RecordedRun.read(unpacked(run.ended()));
    assertThat(recording.damage()).isNull();
    assertThat(eventsOf(recording)).isEqualTo(run.events);
  }

  @Test
  void whatIsNoRecordingIsRefused() {
    refused("", "r.viv.gz is empty: it is no recording");
    refused("hello\n", "r.viv.gz is no recording: its first line is not that of one");
    refused("{}\n", "r.viv.gz is no recording: its first line is not that of one");
    refused("[1]\n", "r.viv.gz is no recording: its first line is not that of one");
    refused(
        "{\"vivarium-recording\":2}\n",
        "r.viv.gz is a recording of version 2, and this program reads version 1: it needs a newer"
            + " Vivarium");
    refused(
        "{\"vivarium-recording\":0}\n",
        "r.viv.gz says it is a recording of version 0, and there never was one");
    refused(
        "{\"vivarium-recording\":1,\"scenario\":{\"vivarium\":1}}\n",
        "r.viv.gz, line 1: $.name is missing: a scenario has a title, such as \"name\": \"My"
            + " lesson\"");
    refused(
        "no line's end", "r.viv.gz is no recording that can be read: the line ends in its middle");
    refused("\u001f", "r.viv.gz is no recording that can be read: the line ends in its middle");
    assertThatThrownBy(() -> RecordedRun.read(new byte[] {0x1f, (byte) 0x8b, 8}))
        .hasMessage("r.viv.gz is no recording that can be read: it ends in its middle");
    assertThatThrownBy(() -> RecordedRun.read(new byte[] {0x1f, (byte) 0x8b, 7}))
        .hasMessage(
            "r.viv.gz is no recording that can be read: it is damaged here, and cannot be"
                + " unpacked");
    assertThatThrownBy(() -> RecordedRun.read(new byte[] {(byte) 0xff, '\n'}))
        .hasMessage("r.viv.gz is no recording that can be read: the line is not text in UTF-8");
  }

  @Test
  void whatComesAfterDamageIsLeftOut() throws Exception {
    List<String> lines = new ArrayList<>(textOf(new RecordedRun()).lines().toList());
    damaged(lines, 10, "{", "line 11: it is not JSON. 9 events up to 00:00.000 were read");
    damaged(lines, 10, lines.get(9), "line 11: event 9 follows event 9.");
    damaged(lines, 10, lines.get(12), "line 11: event 12 follows event 9.");
    damaged(lines, 10, "{\"end\":-1}", "line 11: end is not valid.");
    damaged(lines, 10, "{\"end\":1}", "line 12: something follows after its end.");
    damaged(lines, 10, "{}", "line 11: it is none of an event, a command, an answer and the end.");
    damaged(lines, 10, "{\"answer\":1}", "line 11: answer is not valid.");
    damaged(
        lines,
        10,
        "{\"command\":1,\"atNanos\":0,\"afterSeq\":0,\"turn\":0,\"do\":\"explode\"}",
        "line 11: no command is called 'explode'");
    damaged(
        lines,
        10,
        lines.get(10).replace("\"causeSeq\":", "\"causeSeq\":9"),
        "line 11: event 10 comes before what led to it.");
    damaged(lines, 10, lines.get(10).replace("\"node\":", "\"nod\":"), "line 11: node = nothing");
  }

  @Test
  void hugeFilesAreReadUpToTheBound() throws Exception {
    String text = textOf(new RecordedRun());
    List<Stamped> read = new ArrayList<>();
    RecordingReader.End end =
        RecordingReader.read(
            "r",
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            new CountingSink(read),
            20);
    assertThat(read).hasSize(20);
    assertThat(end.damage()).startsWith("r, line 22: more than 20 events are in it. 20 events up");
  }

  @Test
  void aLineWithoutEndNeedsNoMemoryWithoutEnd() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      byte[] spaces = new byte[1 << 20];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 64; i++) {
        out.write(spaces);
      }
    }
    assertThatThrownBy(() -> RecordedRun.read(bomb.toByteArray()))
        .hasMessage("r.viv.gz is no recording that can be read: the line is longer than 8 MiB");
  }

  private static void damaged(List<String> lines, int index, String line, String message)
      throws Exception {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, line);
    byte[] file = (String.join("\n", changed) + "\n").getBytes(StandardCharsets.UTF_8);
    Recording recording = RecordedRun.read(file);
    assertThat(recording.damage()).startsWith("r.viv.gz, " + message).hasLineCount(1);
  }

  private static void refused(String file, String message) {
    assertThatThrownBy(() -> RecordedRun.read(file.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RecordingException.class)
        .hasMessage(message);
  }

  private static List<Stamped> eventsOf(Recording recording) {
    List<Stamped> events = new ArrayList<>();
    recording.events().readAfter(0, events::add);
    return events;
  }

  private static String textOf(RecordedRun run) throws IOException {
    return new String(unpacked(run.ended()), StandardCharsets.UTF_8);
  }

  static byte[] unpacked(byte[] file) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private record CountingSink(List<Stamped> events) implements RecordingReader.Sink {
    @Override
    public void header(RecordingHeader header) {
      assertThat(header.name().english()).isEqualTo("a test");
    }

    @Override
    public void event(Stamped stamped) {
      events.add(stamped);
    }

    @Override
    public void command(RecordedCommand command) {
      throw new AssertionError("commands come later");
    }

    @Override
    public void answer(long number, boolean accepted) {
      throw new AssertionError("answers come later");
    }
  }
}
