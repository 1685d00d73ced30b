package vivarium.engine.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class RecordingCopyTest {

  private static final long LATE = 9_000_000_000L;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private RecordingReader.End copy(byte[] file, long endNanos) throws Exception {
    return RecordingCopy.copy("r.viv.gz", new ByteArrayInputStream(file), out, endNanos);
  }

  @Test
  void aWholeRecordingIsCopiedLineByLine() throws Exception {
    byte[] whole = new RecordedRun().ended();

    assertThat(copy(whole, 0).damage()).isNull();

    assertThat(text(out.toByteArray())).isEqualTo(text(whole));
  }

  @Test
  void whatIsStillBeingWrittenGetsAnEnd() throws Exception {
    RecordedRun run = new RecordedRun();
    run.writer.flush();

    assertThat(copy(run.bytes.toByteArray(), LATE).damage()).contains("ends in its middle");

    Recording copied = RecordedRun.read(out.toByteArray());
    assertThat(copied.damage()).isNull();
    assertThat(copied.endNanos()).isEqualTo(LATE);
    assertThat(copied.events().lastSeq()).isEqualTo(run.events.size());
    assertThat(copied.commands()).hasSize(2);
  }

  @Test
  void ofADamagedRecordingWhatCanBeReadIsWhole() throws Exception {
    byte[] whole = new RecordedRun().ended();
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    String damage = copy(half, 0).damage();

    Recording read = RecordedRun.read(half);
    Recording copied = RecordedRun.read(out.toByteArray());
    assertThat(damage).isEqualTo(read.damage());
    assertThat(copied.damage()).isNull();
    assertThat(copied.events().lastSeq()).isEqualTo(read.events().lastSeq()).isGreaterThan(50);
    assertThat(copied.endNanos()).isEqualTo(read.endNanos());
  }

  @Test
  void whatIsNoRecordingIsRefused() {
    assertThatThrownBy(() -> copy("hello\n".getBytes(StandardCharsets.UTF_8), 0))
        .isInstanceOf(RecordingException.class)
        .hasMessageStartingWith("r.viv.gz is no recording");
  }

  @Test
  void whereItCannotBeWrittenThatIsSaid() throws Exception {
    byte[] whole = new RecordedRun().ended();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int unused) throws IOException {
            throw new IOException("the disk is full");
          }
        };

    assertThatThrownBy(
            () -> RecordingCopy.copy("r.viv.gz", new ByteArrayInputStream(whole), full, 0))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
  }

  private static String text(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
