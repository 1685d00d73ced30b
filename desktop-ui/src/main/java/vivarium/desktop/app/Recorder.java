package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.headless.FailedException;
import vivarium.desktop.headless.RecordingFile;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.event.EventLog;
import vivarium.engine.recording.RecordingHeader;
import vivarium.engine.recording.RecordingReader;
import vivarium.engine.text.Wording;

/**
 * Records a live cluster on a thread of its own, until it is closed or the recording is as long as
 * can be read again. Where it cannot write any more, it says so in the log, and the cluster goes
 * on.
 */
final class Recorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** With the file's own second, less than 2 s are lost when the program ends at once. */
  static final long PERIOD_MS = 250;

  private final LiveCluster cluster;
  private final Path path;
  private final RecordingFile file;
  private final EventLog.Follower follower;
  private final Thread thread;
  private boolean closed;

  /**
   * Begins to record.
   *
   * @param config what the cluster began with
   * @param name what the recording is called
   * @param about what it is a recording of, in a sentence or two
   * @throws FailedException if the file cannot be written
   */
  Recorder(LiveCluster cluster, ClusterConfig config, Wording name, Wording about, Path path) {
    this.cluster = cluster;
    this.path = path;
    this.follower = cluster.events().follow();
    this.file =
        new RecordingFile(
            path,
            new RecordingHeader(
                name, about, Version.program(), !cluster.bootstrap().isEmpty(), config),
            cluster.events(),
            cluster.given());
    this.thread = Thread.ofPlatform().daemon().name("recorder").start(this::record);
  }

  private void record() {
    try {
      while (writeNew()) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MS);
      }
    } catch (InterruptedException e) {
      // It is closed, and whoever closes it writes the rest.
      Thread.currentThread().interrupt();
    } catch (FailedException e) {
      LOG.warn("the recording ends here: {}", e.getMessage());
      abandon();
    } catch (RuntimeException e) {
      LOG.warn("the recording ends here, because of a mistake in the program", e);
      abandon();
    }
  }

  private synchronized boolean writeNew() {
    if (closed) {
      return false;
    }
    file.writeNew();
    follower.read(written -> {}); // The cluster waits for whoever has not read.
    if (follower.readSeq() > RecordingReader.MAX_EVENTS) {
      LOG.info("{} is as long as a recording can be, and ends here", path);
      finish();
      return false;
    }
    return true;
  }

  /**
   * Puts everything that happened so far into the file.
   *
   * @return the virtual time
   * @throws FailedException if it cannot be written
   */
  synchronized long sync() {
    long nowNanos = cluster.nowNanos();
    if (!closed) {
      file.writeNew();
      file.flush();
    }
    return nowNanos;
  }

  /** The file it writes. */
  Path path() {
    return path;
  }

  private synchronized void abandon() {
    closed = true;
    follower.close();
    try {
      file.close();
    } catch (FailedException e) {
      LOG.debug("{} was not closed whole", path, e); // That it cannot be written has been said.
    }
  }

  private void finish() {
    closed = true;
    follower.close();
    file.end(cluster.nowNanos());
    file.close();
  }

  /** Writes what is left. May be called twice. */
  @Override
  public void close() {
    thread.interrupt();
    synchronized (this) {
      if (!closed) {
        try {
          finish();
        } catch (FailedException e) {
          LOG.warn("the recording has no end: {}", e.getMessage());
        }
      }
    }
  }
}
