package vivarium.desktop.i18n;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec.Scope;

/** Both languages say everything, and nothing that nobody asks for. */
class TextsTest {

  private static final Path SOURCES = Path.of("src", "main", "java", "vivarium", "desktop");

  /** How a source asks for a text: the key stands first, or after a control. */
  private static final Pattern ASKED =
      Pattern.compile("(?:\\.get|\\bsay|\\btip)\\(\\s*(?:\\w+,\\s*)?\"([a-z]+\\.[A-Za-z]+)\"");

  private static final Pattern ANY_LITERAL = Pattern.compile("\"([a-z]+\\.[A-Za-z]+)\"");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

  @Test
  void everyTextThatTheSourcesAskForIsThere() throws IOException {
    TreeSet<String> missing = literals(ASKED);
    missing.removeAll(Texts.ENGLISH.keys());

    assertThat(missing.stream().map(key -> key + "=").toList())
        .as("lines to paste into messages.properties and messages_ko.properties")
        .isEmpty();
  }

  @Test
  void noTextIsStale() throws IOException {
    TreeSet<String> stale = new TreeSet<>(Texts.ENGLISH.keys());
    stale.removeAll(literals(ANY_LITERAL));

    assertThat(stale).as("keys to delete from both bundles").isEmpty();
  }

  @Test
  void bothLanguagesHaveTheSameKeys() {
    TreeSet<String> onlyEnglish = new TreeSet<>(Texts.ENGLISH.keys());
    onlyEnglish.removeAll(Texts.KOREAN.keys());
    TreeSet<String> onlyKorean = new TreeSet<>(Texts.KOREAN.keys());
    onlyKorean.removeAll(Texts.ENGLISH.keys());

    assertThat(onlyEnglish.stream().map(key -> key + "=" + Texts.ENGLISH.get(key)).toList())
        .as("lines to translate and paste into messages_ko.properties")
        .isEmpty();
    assertThat(onlyKorean).as("keys to delete from messages_ko.properties").isEmpty();
  }

  @Test
  void bothLanguagesTakeTheSameArguments() {
    TreeSet<String> different =
        Texts.ENGLISH.keys().stream()
            .filter(
                key ->
                    !placeholders(Texts.ENGLISH.get(key))
                        .equals(placeholders(Texts.KOREAN.get(key))))
            .collect(toCollection(TreeSet::new));

    assertThat(different).as("keys whose languages take different arguments").isEmpty();
  }

  @Test
  void koreanExplainsEverySettingOfTheCatalog() {
    TreeSet<String> names = new TreeSet<>();
    for (Scope scope : Scope.values()) {
      names.addAll(ConfigCatalog.specs(scope).keySet());
    }

    assertThat(Texts.koreanConfigNames())
        .as("keys of configs_ko.properties")
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void anUnknownLanguageIsEnglish() {
    assertThat(Texts.of(Locale.FRENCH)).isSameAs(Texts.ENGLISH);
    assertThat(Texts.of(Locale.KOREA)).isSameAs(Texts.KOREAN);
  }

  @Test
  void anUnknownKeyIsNamed() {
    assertThatThrownBy(() -> Texts.ENGLISH.get("no.such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.such");
  }

  private static TreeSet<String> literals(Pattern pattern) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    }
    found.remove("client.id");
    found.remove("group.id");
    return found;
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(r -> r.group())
        .collect(toCollection(TreeSet::new));
  }
}
