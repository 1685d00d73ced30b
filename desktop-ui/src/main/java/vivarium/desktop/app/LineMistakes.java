package vivarium.desktop.app;

import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vivarium.desktop.i18n.FileReasons;
import vivarium.desktop.i18n.Texts;

/** What is wrong with a command line, in the person's language; picocli says it in English. */
final class LineMistakes {

  /** A message of picocli's, and how it is said here. */
  private record Rule(Pattern english, BiFunction<Matcher, Texts, String> said) {}

  private static final List<Rule> RULES =
      List.of(
          rule("Unknown option: (.+)", (m, texts) -> texts.get("line.unknownOption", m.group(1))),
          rule(
              "Unmatched argument at index (\\d+): (.+)",
              (m, texts) -> texts.get("line.unmatched", m.group(1), m.group(2))),
          rule(
              "Missing required option: (.+)",
              (m, texts) -> texts.get("line.noOption", m.group(1))),
          rule(
              "Missing required parameter: (.+)",
              (m, texts) -> texts.get("line.noParameter", m.group(1))),
          rule(
              "Missing required parameter for option (.+)",
              (m, texts) -> texts.get("line.noValue", m.group(1))),
          rule(
              "Invalid value for option ('[^']+'(?: \\([^)]*\\))?): (.+)",
              (m, texts) ->
                  texts.get(
                      "line.badValue",
                      m.group(1),
                      texts.isKorean() ? FileReasons.of(m.group(2), texts) : m.group(2))),
          rule(
              "Unknown subcommand ('.+')\\.",
              (m, texts) -> texts.get("line.unknownCommand", m.group(1))));

  private LineMistakes() {}

  private static Rule rule(String english, BiFunction<Matcher, Texts, String> said) {
    return new Rule(Pattern.compile(english), said);
  }

  /** The message; one that is not known here stays as it is. */
  static String in(String english, Texts texts) {
    for (Rule rule : RULES) {
      Matcher matcher = rule.english().matcher(english);
      if (matcher.matches()) {
        return rule.said().apply(matcher, texts);
      }
    }
    return english;
  }
}
