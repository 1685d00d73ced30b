package vivarium.desktop.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.headless.FailedException;
import vivarium.desktop.headless.RecordingFile;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.text.Wording;

/**
 * The session in progress is recorded all the time, and those before it are kept: a window that
 * ends without warning loses less than 2 s of what happened in it. Each window of a person has
 * files of its own: a lock says whose they are, and whether who had them before gave them back.
 */
final class Autosave implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);
  private static final String NAME = "session";

  private static final byte[] RUNNING = "running\n".getBytes(StandardCharsets.UTF_8);

  /** So many sessions are kept beside the one in progress. */
  private static final int KEPT = 3;

  /** More windows than this at the same time are not recorded. */
  private static final int MAX_WINDOWS = 8;

  private final Path folder;
  private final String name;
  private final FileChannel channel;
  private final FileLock lock;
  private final boolean crashed;
  private @Nullable Recorder recorder;

  private Autosave(Path folder, String name, FileChannel channel, FileLock lock, boolean crashed) {
    this.folder = folder;
    this.name = name;
    this.channel = channel;
    this.lock = lock;
    this.crashed = crashed;
  }

  /**
   * Takes files that no other window uses.
   *
   * @param folder where, which is made if it is not there
   * @return null if nothing can be written there: sessions go on without
   */
  static @Nullable Autosave in(Path folder) {
    try {
      Files.createDirectories(folder);
      for (int window = 1; window <= MAX_WINDOWS; window++) {
        Autosave taken = take(folder, window == 1 ? NAME : NAME + "-" + window);
        if (taken != null) {
          return taken;
        }
      }
      LOG.warn("this session is not recorded: {} windows are open already", MAX_WINDOWS);
    } catch (IOException e) {
      LOG.warn("sessions are not recorded: {} cannot be written: {}", folder, e.toString());
    }
    return null;
  }

  private static @Nullable Autosave take(Path folder, String name) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        boolean leftBehind = channel.size() > 0 && Files.exists(file(folder, name, 0));
        channel.write(ByteBuffer.wrap(RUNNING));
        channel.force(false);
        return new Autosave(folder, name, channel, lock, leftBehind);
      }
    } catch (OverlappingFileLockException anotherOfThisProcess) {
      // As one of another process: its files are its own.
    }
    channel.close();
    return null;
  }

  /** Of so many sessions before the last that was recorded. */
  private static Path file(Path folder, String name, int before) {
    String which = before == 0 ? "" : before == 1 ? "-before" : "-before-" + before;
    return folder.resolve(name + which + RecordingFile.EXTENSION);
  }

  /** Where the session in progress, or the last one, is written. */
  Path current() {
    return file(folder, name, 0);
  }

  /** The sessions before the one that is recorded now, the latest first. */
  synchronized List<Path> earlier() {
    List<Path> files = new ArrayList<>();
    for (int before = recorder == null ? 0 : 1; before <= KEPT; before++) {
      Path file = file(folder, name, before);
      if (Files.exists(file)) {
        files.add(file);
      }
    }
    return files;
  }

  /** Whether the program that used these files before ended without warning. */
  boolean hasCrashed() {
    return crashed;
  }

  /** Who records now; null if nobody does. */
  synchronized @Nullable Recorder recorder() {
    return recorder;
  }

  /**
   * Records another cluster from now on; what was recorded is kept.
   *
   * @param config what the cluster began with
   * @param about what it is a recording of, in a sentence or two
   */
  synchronized void record(
      LiveCluster cluster, ClusterConfig config, Wording title, Wording about) {
    pause();
    try {
      for (int before = KEPT - 1; before >= 0; before--) {
        if (Files.exists(file(folder, name, before))) {
          Files.move(
              file(folder, name, before),
              file(folder, name, before + 1),
              StandardCopyOption.REPLACE_EXISTING);
        }
      }
      recorder = new Recorder(cluster, config, title, about, current());
    } catch (IOException | FailedException e) {
      LOG.warn("this session is not recorded: {}", e.getMessage());
    }
  }

  /** Records nothing until there is another cluster. */
  synchronized void pause() {
    Recorder now = recorder;
    if (now != null) {
      now.close();
      recorder = null;
    }
  }

  /** Writes what is left, and that all ended as it should. */
  @Override
  public synchronized void close() {
    pause();
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.truncate(0);
      lock.release();
      channel.close();
    } catch (IOException e) {
      LOG.warn("it cannot be noted in {} that the session ended: {}", folder, e.toString());
    }
  }
}
