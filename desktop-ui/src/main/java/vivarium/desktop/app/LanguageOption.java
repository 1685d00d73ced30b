package vivarium.desktop.app;

import java.util.Locale;
import picocli.CommandLine.Option;
import vivarium.desktop.i18n.Texts;

/** The language of what a command prints or draws: the system's unless another is asked for. */
final class LanguageOption {

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      converter = FilmConverters.OfLanguage.class,
      description = "en or ko (default: the language of the system).")
  private Locale locale = Locale.getDefault();

  /** Its words. */
  Texts texts() {
    return Texts.of(locale);
  }

  Locale locale() {
    return texts().locale();
  }
}
