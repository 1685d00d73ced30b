package vivarium.engine.recording;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.command.CommandText;
import vivarium.engine.command.RecordedCommand;
import vivarium.engine.event.Stamped;
import vivarium.engine.json.EventJson;
import vivarium.engine.json.MistakesException;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.text.TimeText;

/**
 * Reads a recording line by line and hands on what it says. A file that is not a recording, or one
 * of a newer version, is refused; one that is damaged somewhere is read up to there. Each event is
 * applied to a model, so that whoever gets it can do so, too.
 */
public final class RecordingReader {

  /** More events than this are not read: they would not fit into memory. */
  public static final int MAX_EVENTS = 1 << 21;

  /** More than this is not unpacked. */
  static final long MAX_BYTES = 4L << 30;

  /** Words of the file itself may stand in a reason. */
  private static final int MAX_REASON_CHARS = 600;

  private static final JsonMapper JSON = new JsonMapper();

  /** Whoever wants to know what a recording says, in its order. */
  public interface Sink {
    default void header(RecordingHeader header) {}

    default void event(Stamped stamped) {}

    default void command(RecordedCommand command) {}

    /** A command that came before was accepted, or not. */
    default void answer(long number, boolean accepted) {}

    /**
     * A line as it stands in the file, after what it says was handed on. The last one, which says
     * where the recording ends, is left out.
     */
    default void line(String json) {}
  }

  /**
   * How a recording came to its end.
   *
   * @param atNanos the virtual time up to which it goes
   * @param damage what is wrong with the rest of the file, in a sentence; null if it is whole
   */
  public record End(long atNanos, @Nullable String damage) {}

  private final String source;
  private final Sink sink;
  private final int maxEvents;
  private final ClusterModel model = new ClusterModel();
  private int lineNumber;
  private long lastSeq;
  private long atNanos;
  private long commands;
  private boolean ended;

  private RecordingReader(String source, Sink sink, int maxEvents) {
    this.source = source;
    this.sink = sink;
    this.maxEvents = maxEvents;
  }

  /**
   * Reads a recording.
   *
   * @param source what to call it in messages, such as a file's name
   * @throws RecordingException if there is nothing in it that can be read, saying why
   */
  public static End read(String source, InputStream in, Sink sink) throws RecordingException {
    return read(source, in, sink, MAX_EVENTS);
  }

  static End read(String source, InputStream in, Sink sink, int maxEvents)
      throws RecordingException {
    return new RecordingReader(source, sink, maxEvents).read(in);
  }

  private End read(InputStream in) throws RecordingException {
    BoundedLines lines;
    try {
      lines = new BoundedLines(in, MAX_BYTES);
      lineNumber = 1;
      String first = lines.next();
      if (first == null) {
        throw new RecordingException(source + " is empty: it is no recording");
      }
      sink.header(header(first));
      sink.line(first);
    } catch (IOException e) {
      throw new RecordingException(
          "%s is no recording that can be read: %s".formatted(source, reason(e)), e);
    }
    String damage = damage(lines);
    return new End(atNanos, damage);
  }

  private RecordingHeader header(String line) throws RecordingException {
    JsonNode header;
    try {
      header = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new RecordingException(
          source + " is no recording: its first line is not that of one", e);
    }
    JsonNode version = header.path("vivarium-recording");
    if (!version.isInt()) {
      throw new RecordingException(source + " is no recording: its first line is not that of one");
    }
    if (version.intValue() > RecordingHeader.VERSION) {
      throw new RecordingException(
          "%s is a recording of version %d, and this program reads version %d: it needs a newer Vivarium"
              .formatted(source, version.intValue(), RecordingHeader.VERSION));
    }
    if (version.intValue() < RecordingHeader.VERSION) {
      throw new RecordingException(
          "%s says it is a recording of version %d, and there never was one"
              .formatted(source, version.intValue()));
    }
    try {
      Scenario scenario =
          ScenarioFile.parseRecorded(source + ", line 1", header.path("scenario").toString());
      return new RecordingHeader(
          scenario.name(),
          scenario.about(),
          header.path("program").asString(""),
          header.path("listeners").asBoolean(false),
          scenario.cluster());
    } catch (MistakesException e) {
      throw new RecordingException(e.getMessage().lines().findFirst().orElse(source), e);
    }
  }

  /** Reads everything there is; returns what is wrong with the rest, or null. */
  private @Nullable String damage(BoundedLines lines) {
    try {
      while (true) {
        lineNumber++;
        String line = lines.next();
        if (line == null) {
          return ended
              ? null
              : "%s has no end: whatever wrote it was stopped. %s".formatted(source, whatWasRead());
        }
        take(line);
        if (!ended) {
          sink.line(line);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return "%s, line %d: %s. %s".formatted(source, lineNumber, reason(e), whatWasRead());
    }
  }

  private String whatWasRead() {
    return "%,d events up to %s were read".formatted(lastSeq, TimeText.format(atNanos));
  }

  private static String reason(Exception e) {
    return switch (e) {
      case EOFException unused -> "it ends in its middle";
      case ZipException unused -> "it is damaged here, and cannot be unpacked";
      default -> {
        String message = String.valueOf(e.getMessage());
        yield message.length() > MAX_REASON_CHARS
            ? message.substring(0, MAX_REASON_CHARS) + "…"
            : message;
      }
    };
  }

  private void take(String text) {
    JsonNode line;
    try {
      line = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is not JSON", e);
    }
    if (ended) {
      throw new IllegalArgumentException("something follows after its end");
    } else if (line.has("seq")) {
      event(EventJson.parse(line));
    } else if (line.has("command")) {
      command(line);
    } else if (line.has("answer")) {
      long number = longOf(line, "answer", 1, commands);
      sink.answer(number, line.path("accepted").asBoolean(false));
    } else if (line.has("end")) {
      atNanos = longOf(line, "end", atNanos, Long.MAX_VALUE);
      ended = true;
    } else {
      throw new IllegalArgumentException(
          "it is none of an event, a command, an answer and the end");
    }
  }

  private void event(Stamped stamped) {
    if (stamped.seq() != lastSeq + 1) {
      throw new IllegalArgumentException(
          "event %d follows event %d".formatted(stamped.seq(), lastSeq));
    }
    if (stamped.atNanos() < atNanos
        || stamped.causeSeq() < Stamped.NO_CAUSE
        || stamped.causeSeq() >= stamped.seq()) {
      throw new IllegalArgumentException(
          "event %d comes before what led to it".formatted(stamped.seq()));
    }
    if (stamped.seq() > maxEvents) {
      throw new IllegalArgumentException("more than %,d events are in it".formatted(maxEvents));
    }
    try {
      model.apply(stamped);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "event %d does not fit what came before it".formatted(stamped.seq()), e);
    }
    lastSeq = stamped.seq();
    atNanos = stamped.atNanos();
    sink.event(stamped);
  }

  private void command(JsonNode line) {
    long number = longOf(line, "command", commands + 1, commands + 1);
    long at = longOf(line, "atNanos", 0, Long.MAX_VALUE);
    long afterSeq = longOf(line, "afterSeq", 0, Long.MAX_VALUE);
    long turn = longOf(line, "turn", 0, Long.MAX_VALUE);
    CommandText text = CommandText.parse(line.path("do").asString(""));
    if (text instanceof CommandText.ChangeClient change) {
      text = change.withDefaults();
    }
    commands = number;
    sink.command(
        new RecordedCommand(
            number, at, afterSeq, turn, line.path("settled").asBoolean(true), text, false));
  }

  private static long longOf(JsonNode line, String field, long min, long max) {
    JsonNode value = line.path(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw new IllegalArgumentException("%s is not valid".formatted(field));
    }
    return value.longValue();
  }
}
