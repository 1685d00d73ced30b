package vivarium.desktop.i18n;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigSpec;

/** The words of one language. Immutable; one instance a language. */
public final class Texts {

  /** English, and what any language but Korean is shown. */
  public static final Texts ENGLISH = new Texts(Locale.ENGLISH, "messages.properties");

  public static final Texts KOREAN = new Texts(Locale.KOREAN, "messages_ko.properties");

  private static final TreeMap<String, String> KOREAN_CONFIGS = load("configs_ko.properties");

  private final Locale locale;
  private final TreeMap<String, String> words;

  private Texts(Locale locale, String resource) {
    this.locale = locale;
    this.words = load(resource);
  }

  public static Texts of(Locale locale) {
    return locale.getLanguage().equals(Locale.KOREAN.getLanguage()) ? KOREAN : ENGLISH;
  }

  public Locale locale() {
    return locale;
  }

  public boolean isKorean() {
    return this == KOREAN;
  }

  /** The other of the two languages. */
  public Texts other() {
    return isKorean() ? ENGLISH : KOREAN;
  }

  public Set<String> keys() {
    return Collections.unmodifiableSet(words.keySet());
  }

  /**
   * The text of a key, with {@code {0}}, {@code {1}}, … replaced by the arguments.
   *
   * @throws IllegalArgumentException if the bundle has no such key
   */
  public String get(String key, Object... arguments) {
    String text = words.get(key);
    if (text == null) {
      throw new IllegalArgumentException("no text for " + key + " in " + locale);
    }
    boolean hasParticles = isKorean() && text.indexOf('(') >= 0;
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return hasParticles ? Particles.choose(text) : text;
  }

  /** What a setting means, in this language. */
  public String meaning(ConfigSpec spec) {
    @Nullable String korean = isKorean() ? KOREAN_CONFIGS.get(spec.name()) : null;
    return korean == null ? spec.meaning() : korean;
  }

  /** The settings that the Korean bundle explains. */
  static Set<String> koreanConfigNames() {
    return Collections.unmodifiableSet(KOREAN_CONFIGS.keySet());
  }

  private static TreeMap<String, String> load(String resource) {
    Properties properties = new Properties();
    try (InputStream in = Texts.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from the program");
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
    TreeMap<String, String> result = new TreeMap<>();
    properties.forEach((key, value) -> result.put(key.toString(), value.toString()));
    return result;
  }
}
