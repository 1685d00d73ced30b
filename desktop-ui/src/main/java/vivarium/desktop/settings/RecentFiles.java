package vivarium.desktop.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The scenarios and recordings that a person had to do with last.
 *
 * @param files absolute, the latest first, none twice; at most {@link #MAX}
 */
public record RecentFiles(List<Path> files) {

  /** So many are remembered; of more, the oldest are forgotten. */
  public static final int MAX = 8;

  public static final RecentFiles NONE = new RecentFiles(List.of());

  private static final String KEY = "recent.";

  public RecentFiles {
    files =
        files.stream()
            .map(file -> file.toAbsolutePath().normalize())
            .distinct()
            .limit(MAX)
            .toList();
  }

  /** The same with a file before all others. */
  public RecentFiles with(Path file) {
    List<Path> now = new ArrayList<>(files);
    Path latest = file.toAbsolutePath().normalize();
    now.remove(latest);
    now.addFirst(latest);
    return new RecentFiles(now);
  }

  /** Those that properties name; what is no path is left out. */
  static RecentFiles in(Properties properties) {
    List<Path> files = new ArrayList<>();
    for (int number = 1; number <= MAX; number++) {
      String name = properties.getProperty(KEY + number, "");
      try {
        if (!name.isBlank()) {
          files.add(Path.of(name));
        }
      } catch (InvalidPathException damaged) {
        // The others are still of use.
      }
    }
    return new RecentFiles(files);
  }

  void putInto(Properties properties) {
    for (int i = 0; i < files.size(); i++) {
      properties.setProperty(KEY + (i + 1), files.get(i).toString());
    }
  }
}
