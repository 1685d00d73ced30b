package vivarium.desktop.stage;

/** How wide a text comes out, so that layout can keep texts apart without a toolkit. */
@FunctionalInterface
public interface TextMeasure {

  double width(String text, TextRole role, double size);

  /** The text, or as much of its beginning as fits, with an ellipsis. */
  default String fit(String text, TextRole role, double size, double maxWidth) {
    if (width(text, role, size) <= maxWidth) {
      return text;
    }
    int fitting = text.length() - 1;
    while (fitting > 0 && width(text.substring(0, fitting) + "…", role, size) > maxWidth) {
      fitting--;
    }
    return fitting <= 0 ? "" : text.substring(0, fitting).stripTrailing() + "…";
  }
}
