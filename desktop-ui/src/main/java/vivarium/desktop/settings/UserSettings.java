package vivarium.desktop.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.UiScale;

/**
 * What the window remembers of a person.
 *
 * @param language English or Korean
 * @param appearance dark or light, or empty for what the system prefers
 * @param calm whether nothing glides or flies, or empty for what the system prefers
 * @param scale how large everything is drawn
 * @param width of the window in pixels
 * @param height of the window in pixels
 * @param lowerHeight of the pane under the stage in pixels of the layout; 0 if nobody chose it
 * @param places where a person has put things, by the cluster's name; at most {@link #MAX_PLACES}
 * @param recent the files that were opened or saved last
 */
public record UserSettings(
    Locale language,
    Optional<Appearance> appearance,
    Optional<Boolean> calm,
    UiScale scale,
    double width,
    double height,
    double lowerHeight,
    Map<String, String> places,
    RecentFiles recent) {

  /** So many clusters are remembered; of more, those whose names sort first. */
  public static final int MAX_PLACES = 64;

  private static final String PLACES = "places.";

  private static final Logger LOG = LoggerFactory.getLogger(UserSettings.class);

  /** The least width of the window, in pixels of the screen. */
  public static final double MIN_WIDTH = 960;

  /** Its least height. */
  public static final double MIN_HEIGHT = 540;

  private static final double DEFAULT_WIDTH = 1500;
  private static final double DEFAULT_HEIGHT = 930;
  private static final double MAX_SIDE = 16_000;

  public UserSettings {
    width = Double.isFinite(width) ? Math.clamp(width, MIN_WIDTH, MAX_SIDE) : DEFAULT_WIDTH;
    height = Double.isFinite(height) ? Math.clamp(height, MIN_HEIGHT, MAX_SIDE) : DEFAULT_HEIGHT;
    lowerHeight = Double.isFinite(lowerHeight) ? Math.clamp(lowerHeight, 0, MAX_SIDE) : 0;
    TreeMap<String, String> bounded = new TreeMap<>(places);
    while (bounded.size() > MAX_PLACES) {
      bounded.pollLastEntry();
    }
    places = Collections.unmodifiableMap(bounded);
  }

  /** With the pane under the stage as high as suits what it shows. */
  public UserSettings(
      Locale language,
      Optional<Appearance> appearance,
      Optional<Boolean> calm,
      UiScale scale,
      double width,
      double height) {
    this(language, appearance, calm, scale, width, height, 0, Map.of(), RecentFiles.NONE);
  }

  /** Of somebody who never was here: the system's language. */
  public static UserSettings initial() {
    return new UserSettings(
        Locale.getDefault(),
        Optional.empty(),
        Optional.empty(),
        UiScale.AUTOMATIC,
        DEFAULT_WIDTH,
        DEFAULT_HEIGHT);
  }

  /** Where they are kept: below {@code XDG_CONFIG_HOME}, or {@code .config} at home. */
  public static Path defaultFile() {
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path folder =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".config")
            : Path.of(configured);
    return folder.resolve("vivarium").resolve("window.properties");
  }

  /** Reads them; a missing or damaged file gives those of somebody new. */
  public static UserSettings load(Path file) {
    if (!Files.isReadable(file)) {
      return initial();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      UserSettings initial = initial();
      return new UserSettings(
          Locale.forLanguageTag(
              properties.getProperty("language", initial.language().toLanguageTag())),
          Optional.ofNullable(properties.getProperty("appearance")).map(Appearance::valueOf),
          Optional.ofNullable(properties.getProperty("calm")).map(Boolean::valueOf),
          new UiScale(Integer.parseInt(properties.getProperty("scale", "0"))),
          Double.parseDouble(properties.getProperty("width", Double.toString(initial.width()))),
          Double.parseDouble(properties.getProperty("height", Double.toString(initial.height()))),
          Double.parseDouble(properties.getProperty("lowerHeight", "0")),
          placesIn(properties),
          RecentFiles.in(properties));
    } catch (IOException | IllegalArgumentException damaged) {
      LOG.warn("{} is damaged: the window opens as for somebody new", file);
      LOG.debug("why", damaged);
      return initial();
    }
  }

  private static Map<String, String> placesIn(Properties properties) {
    TreeMap<String, String> places = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PLACES)) {
        places.put(name.substring(PLACES.length()), properties.getProperty(name));
      }
    }
    return places;
  }

  /** The same with things of one cluster at these places; as usual if the text is empty. */
  public UserSettings withPlaces(String cluster, String text) {
    TreeMap<String, String> other = new TreeMap<>(places);
    if (text.isEmpty()) {
      other.remove(cluster);
    } else {
      other.put(cluster, text);
    }
    return new UserSettings(
        language, appearance, calm, scale, width, height, lowerHeight, other, recent);
  }

  /** The same with other files. */
  public UserSettings withRecent(RecentFiles files) {
    return new UserSettings(
        language, appearance, calm, scale, width, height, lowerHeight, places, files);
  }

  /**
   * Keeps them; a folder that cannot be written to is no reason to stop. A language that is the
   * system's is not written, so that it goes on following the system.
   */
  public void save(Path file) {
    Properties properties = new Properties();
    if (!language.getLanguage().equals(initial().language().getLanguage())) {
      properties.setProperty("language", language.toLanguageTag());
    }
    appearance.ifPresent(look -> properties.setProperty("appearance", look.name()));
    calm.ifPresent(is -> properties.setProperty("calm", Boolean.toString(is)));
    properties.setProperty("scale", Integer.toString(scale.percent()));
    properties.setProperty("width", Double.toString(width));
    properties.setProperty("height", Double.toString(height));
    properties.setProperty("lowerHeight", Double.toString(lowerHeight));
    places.forEach((cluster, text) -> properties.setProperty(PLACES + cluster, text));
    recent.putInto(properties);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be written: {}", file, e.toString());
    }
  }
}
