package vivarium.desktop.app;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import vivarium.desktop.i18n.FileReasons;
import vivarium.desktop.i18n.Texts;

/** The language of what a command prints or draws: the system's unless another is asked for. */
final class LanguageOption {

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      converter = FilmConverters.OfLanguage.class,
      description = "en or ko (default: the language of the system).")
  private Locale locale = Locale.getDefault();

  /** That of a command; the system's language if it has no such option. */
  static LanguageOption of(CommandLine command) {
    return command.getCommandSpec().mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(LanguageOption.class::isInstance)
        .map(LanguageOption.class::cast)
        .findFirst()
        .orElseGet(LanguageOption::new);
  }

  /** What is wrong with a file: in English it names the commands, which other words do not. */
  String reason(String english) {
    return texts().isKorean() ? FileReasons.of(english, texts()) : english;
  }

  /** Its words. */
  Texts texts() {
    return Texts.of(locale);
  }

  Locale locale() {
    return texts().locale();
  }
}
