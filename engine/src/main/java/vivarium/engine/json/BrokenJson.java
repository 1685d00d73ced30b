package vivarium.engine.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;
import vivarium.engine.text.Quoted;

/** Says in a sentence where and why a text is not JSON; a parser's own words are for its makers. */
public final class BrokenJson {

  private BrokenJson() {}

  /** Line and column, both from 1, and what is wrong there. */
  public static String describe(String text, JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    if (location == null || location.getLineNr() < 1 || location.getColumnNr() < 1) {
      return what(text, -1, e);
    }
    return "line %d, column %d: %s"
        .formatted(
            location.getLineNr(), location.getColumnNr(), what(text, location.getCharOffset(), e));
  }

  private static String what(String text, long offset, JacksonException e) {
    String own = String.valueOf(e.getOriginalMessage());
    return switch (e) {
      case UnexpectedEndOfInputException unused ->
          "the file ends too early: a quote, a bracket or a brace is still open";
      case StreamConstraintsException unused ->
          "something here is longer or nested more deeply than any scenario is";
      case MismatchedInputException unused ->
          "the scenario has ended, and yet something follows: the file must hold one JSON object";
      default -> own.startsWith("Duplicate") ? duplicate(own) : notJson(text, offset, own);
    };
  }

  private static String duplicate(String own) {
    int first = own.indexOf('"');
    int last = own.lastIndexOf('"');
    String name = first < last ? own.substring(first + 1, last) : "this field";
    return "'%s' stands here a second time in the same object".formatted(Quoted.of(name));
  }

  private static String notJson(String text, long offset, String own) {
    @Nullable String hint = hint(own);
    return "this is not JSON at %s%s"
        .formatted(found(text, offset), hint == null ? "" : ": " + hint);
  }

  private static String found(String text, long offset) {
    if (offset < 0 || offset >= text.length()) {
      return "the end of the file";
    }
    int start = (int) offset;
    int end = start;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    int one = Character.charCount(text.codePointAt(start));
    return "'%s'".formatted(Quoted.of(text.substring(start, Math.max(end, start + one))));
  }

  private static @Nullable String hint(String own) {
    if (own.contains("colon")) {
      return "a colon is needed between a field's name and its value";
    } else if (own.contains("property name")) {
      return "a field's name in double quotes is needed, and no comma after the last field";
    } else if (own.contains("close marker")) {
      return "the bracket or brace that was opened last must be closed first";
    } else if (own.contains("comma")) {
      return "a comma is needed between two fields or values";
    } else if (own.contains("comment")) {
      return "a comment is written as // up to the end of the line, or between /* and */";
    } else if (own.contains("escape")) {
      return "a backslash in a string is written twice, and a tab or line break as \\t or \\n";
    } else if (own.contains("numeric") || own.contains("zeroes") || own.contains("Decimal")) {
      return "a number is written such as 3 or 0.5";
    } else if (own.contains("token") || own.contains("valid value")) {
      return "a value is a \"text\", a number, true, false, {…} or […]";
    }
    return null;
  }
}
