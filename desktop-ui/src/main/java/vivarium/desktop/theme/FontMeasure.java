package vivarium.desktop.theme;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Text;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.TextRole;

/** Measures texts in the fonts they are drawn in. One thread, the window's, uses an instance. */
public final class FontMeasure implements TextMeasure {

  private static final int REMEMBERED = 8_192;

  private record Key(String text, TextRole role, double size) {}

  private final Text text = new Text();

  /** Least recently used widths are forgotten at the bound. */
  private final Map<Key, Double> widths =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Double> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public double width(String string, TextRole role, double size) {
    if (string.isEmpty()) {
      return 0;
    }
    Key key = new Key(string, role, size);
    Double known = widths.get(key);
    if (known == null) {
      text.setFont(Fonts.of(role, size, string));
      text.setText(string);
      known = text.getLayoutBounds().getWidth();
      widths.put(key, known);
    }
    return known;
  }
}
