package vivarium.desktop.records;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.api.Excerpt;

/** Bytes of a key or value as a person reads them. */
public final class Payload {

  /** Bytes of a line of a hex dump. */
  private static final int HEX_LINE = 16;

  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Payload() {}

  /** How bytes are written. */
  public enum Format {
    /** JSON where it is JSON, text where it is text, hex otherwise. */
    AUTOMATIC,
    TEXT,
    JSON,
    HEX
  }

  /** All of it, on as many lines as it takes; null for what is not there. */
  static @Nullable String full(@Nullable Excerpt excerpt, Format format) {
    if (excerpt == null) {
      return null;
    }
    return switch (format) {
      case AUTOMATIC ->
          json(excerpt).or(() -> text(excerpt)).orElseGet(() -> hexDump(excerpt.bytes()));
      case TEXT -> new String(excerpt.bytes(), StandardCharsets.UTF_8);
      case JSON ->
          json(excerpt).orElseGet(() -> new String(excerpt.bytes(), StandardCharsets.UTF_8));
      case HEX -> hexDump(excerpt.bytes());
    };
  }

  /** Its beginning, on one line of at most so many letters; null for what is not there. */
  public static @Nullable String line(@Nullable Excerpt excerpt, Format format, int maxLetters) {
    if (excerpt == null) {
      return null;
    }
    byte[] bytes = excerpt.bytes();
    boolean hex = format == Format.HEX || (format == Format.AUTOMATIC && text(excerpt).isEmpty());
    String line =
        hex
            ? HEX.formatHex(bytes, 0, Math.min(bytes.length, maxLetters))
            : new String(bytes, 0, Math.min(bytes.length, 4 * maxLetters), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .replaceAll("\\p{Cntrl}", "\uFFFD");
    int letters = line.codePointCount(0, line.length());
    return letters <= maxLetters && !excerpt.isCut()
        ? line
        : line.substring(0, line.offsetByCodePoints(0, Math.min(letters, maxLetters))) + "…";
  }

  /** Whether the format had to be another than the one asked for. */
  static boolean isOther(@Nullable Excerpt excerpt, Format format) {
    return excerpt != null && format == Format.JSON && json(excerpt).isEmpty();
  }

  private static Optional<String> json(Excerpt excerpt) {
    byte[] bytes = excerpt.bytes();
    if (excerpt.isCut() || bytes.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.writeValueAsString(JSON.readTree(bytes)));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** What is UTF-8 without control characters; a letter may be cut in two at its end. */
  private static Optional<String> text(Excerpt excerpt) {
    ByteBuffer bytes = ByteBuffer.wrap(excerpt.bytes());
    for (int cut = 0; cut < (excerpt.isCut() ? 4 : 1) && cut <= bytes.capacity(); cut++) {
      try {
        String text =
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(bytes.duplicate().limit(bytes.capacity() - cut))
                .toString();
        boolean readable =
            text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
        return readable ? Optional.of(text) : Optional.empty();
      } catch (CharacterCodingException notText) {
        continue;
      }
    }
    return Optional.empty();
  }

  private static String hexDump(byte[] bytes) {
    StringBuilder dump = new StringBuilder();
    for (int at = 0; at < bytes.length; at += HEX_LINE) {
      int end = Math.min(bytes.length, at + HEX_LINE);
      dump.append("%06x  %-47s  ".formatted(at, HEX.formatHex(bytes, at, end)));
      for (int i = at; i < end; i++) {
        dump.append(bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char) bytes[i] : '.');
      }
      dump.append('\n');
    }
    return dump.toString().stripTrailing();
  }
}
