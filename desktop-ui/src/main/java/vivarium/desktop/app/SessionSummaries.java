package vivarium.desktop.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import vivarium.desktop.shell.SessionSummary;
import vivarium.engine.recording.RecordingException;
import vivarium.engine.recording.RecordingHeader;
import vivarium.engine.recording.RecordingReader;
import vivarium.engine.text.Wording;

/** Reads what is to be told of recorded sessions, each file once, as long as it stays as it is. */
final class SessionSummaries {

  /** The oldest are forgotten, and would be read again. */
  private static final int MAX = 32;

  /** A file at a time: under the same name another session may stand later. */
  private record Version(Path file, Instant changed) {}

  private final LinkedHashMap<Version, CompletableFuture<SessionSummary>> known =
      new LinkedHashMap<>();

  /**
   * What is told of a session.
   *
   * @return completes on a thread of its own when the file was read; exceptionally if it cannot be
   */
  synchronized CompletableFuture<SessionSummary> of(Path file) {
    Version version;
    try {
      version = new Version(file, Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<SessionSummary> summary = known.get(version);
    if (summary == null) {
      if (known.size() == MAX) {
        known.pollFirstEntry();
      }
      summary = CompletableFuture.supplyAsync(() -> read(version));
      known.put(version, summary);
    }
    return summary;
  }

  private static SessionSummary read(Version version) {
    Title title = new Title();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(version.file()))) {
      RecordingReader.End end = RecordingReader.read(version.file().toString(), in, title);
      return new SessionSummary(title.name, end.atNanos(), version.changed(), end.damage() == null);
    } catch (IOException | RecordingException e) {
      throw new CompletionException(e);
    }
  }

  /** Hears only what the recording is called. */
  private static final class Title implements RecordingReader.Sink {

    private Wording name = Wording.NONE;

    @Override
    public void header(RecordingHeader header) {
      name = header.name();
    }
  }
}
