package vivarium.desktop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.headless.FailedException;
import vivarium.desktop.headless.RecordingFile;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;

/**
 * The session in progress is recorded all the time, and the one before it is kept: a window that
 * ends without warning loses less than 2 s of what happened in it.
 */
final class Autosave {

  private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);
  private static final String NAME = "session";

  private Autosave() {}

  static Path current(Path folder) {
    return folder.resolve(NAME + RecordingFile.EXTENSION);
  }

  static Path before(Path folder) {
    return folder.resolve(NAME + "-before" + RecordingFile.EXTENSION);
  }

  /**
   * Begins to record a cluster.
   *
   * @param folder where, which is made if it is not there
   * @return null if nothing can be written there: the session goes on without
   */
  static @Nullable Recorder begin(
      LiveCluster cluster, ClusterConfig config, String name, Path folder) {
    try {
      Files.createDirectories(folder);
      if (Files.exists(current(folder))) {
        Files.move(current(folder), before(folder), StandardCopyOption.REPLACE_EXISTING);
      }
      return new Recorder(cluster, config, name, current(folder));
    } catch (IOException | FailedException e) {
      LOG.warn("this session is not recorded: {}", e.getMessage());
      return null;
    }
  }
}
