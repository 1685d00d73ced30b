package vivarium.desktop.film;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a film is written as. */
public enum FilmKind {
  GIF("GIF", List.of("gif")),
  APNG("APNG", List.of("png", "apng")),
  /** Numbered pictures in a folder. */
  FRAMES("PNG", List.of());

  private final String format;
  private final List<String> endings;

  FilmKind(String format, List<String> endings) {
    this.format = format;
    this.endings = endings;
  }

  /** The name of the format, the same in every language. */
  public String format() {
    return format;
  }

  /** What its file's name can end in, the usual first; nothing if it is a folder. */
  public List<String> endings() {
    return endings;
  }

  /** What a name asks for: one without a known ending is that of a folder. */
  public static FilmKind of(Path target) {
    String name = target.toString().toLowerCase(Locale.ROOT);
    for (FilmKind kind : values()) {
      if (kind.endings.stream().anyMatch(ending -> name.endsWith("." + ending))) {
        return kind;
      }
    }
    return FRAMES;
  }
}
