import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or writes the format of every Java file below the given folders. It runs in the build's
 * own JDK, since the formatter reads Java with the compiler of the JVM it runs in, and Maven's JVM
 * may be older than our sources (engine/docs/adr/0001).
 */
final class Format {
  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    List<Path> wrong = new ArrayList<>();
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    for (int i = 1; i < args.length; i++) {
      Path root = Path.of(args[i]);
      if (!Files.isDirectory(root)) {
        continue;
      }
      List<Path> files;
      try (var walk = Files.walk(root)) {
        files = walk.filter(path -> path.toString().endsWith(".java")).sorted().toList();
      }
      for (Path file : files) {
        String source = Files.readString(file);
        String formatted;
        try {
          formatted =
              formatter.formatSource(
                  RemoveUnusedImports.removeUnusedImports(
                      ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
        } catch (FormatterException e) {
          System.err.println("cannot parse " + file + ": " + e.getMessage());
          wrong.add(file);
          continue;
        }
        if (!formatted.equals(source)) {
          if (write) {
            Files.writeString(file, formatted);
          } else {
            wrong.add(file);
          }
        }
      }
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("To mend: mvn -q -Dformat compile");
      System.exit(1);
    }
  }
}
