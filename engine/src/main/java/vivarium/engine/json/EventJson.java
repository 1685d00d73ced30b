package vivarium.engine.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.ser.std.StdSerializer;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.text.Quoted;

/**
 * Events as JSON lines:
 *
 * <pre>{@code
 * {"seq":7,"atNanos":120000000,"node":"broker 1","causeSeq":3,
 *  "event":"Node.Registered","data":{"brokerEpoch":4,"rack":null}}
 * }</pre>
 *
 * <p>{@code event} names the record within {@link ClusterEvent} and {@code data} holds its
 * components by name, in the order in which the record declares them. A node is written as {@link
 * NodeId#toString} does (kind, space, name), a partition as {@code topic-number}, an enum by its
 * name; a fault says of which kind it is. A field without a value is null and stands there
 * nevertheless.
 */
public final class EventJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          // Only what a record declares: its other methods are computed from that.
          .changeDefaultVisibility(
              visibility ->
                  visibility
                      .withFieldVisibility(JsonAutoDetect.Visibility.ANY)
                      .withGetterVisibility(JsonAutoDetect.Visibility.NONE)
                      .withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .addMixIn(FaultSpec.class, NamesItsKind.class)
          .addMixIn(MessageChoice.class, NamesItsKind.class)
          .addModule(
              new SimpleModule()
                  .addSerializer(new AsText<>(NodeId.class))
                  .addSerializer(new AsText<>(TopicPartition.class)))
          .build();

  private static final Map<String, Class<? extends ClusterEvent>> TYPES = new HashMap<>();

  static {
    addTypes(ClusterEvent.class, TYPES);
  }

  private EventJson() {}

  /** One event as a line, without the line's end. */
  public static String line(Stamped stamped) {
    return JSON.writeValueAsString(
        new Line(
            stamped.seq(),
            stamped.atNanos(),
            stamped.node(),
            stamped.causeSeq(),
            typeOf(stamped.event().getClass()),
            stamped.event()));
  }

  /** What an event holds, as the {@code data} of its line. */
  public static String data(ClusterEvent event) {
    return JSON.writeValueAsString(event);
  }

  /**
   * The event that {@link #line} wrote so.
   *
   * @throws IllegalArgumentException naming the field, its value and what would be valid
   */
  public static Stamped parse(String line) {
    try {
      return parse(JSON.readTree(line));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(BrokenJson.describe(line, e), e);
    }
  }

  /** As {@link #parse(String)}, of JSON that has been read. */
  public static Stamped parse(JsonNode line) {
    JsonNode name = line.get("event");
    Class<? extends ClusterEvent> type =
        name == null || !name.isString() ? null : TYPES.get(name.stringValue());
    if (type == null) {
      throw new IllegalArgumentException(
          "event = %s is not valid: it must be the name of an event, such as Node.Started"
              .formatted(name == null ? "nothing" : Quoted.of(name.toString())));
    }
    JsonNode data = line.get("data");
    return new Stamped(
        longOf(line, "seq"),
        longOf(line, "atNanos"),
        (NodeId) RecordJson.value(NodeId.class, line.path("node"), "node"),
        longOf(line, "causeSeq"),
        RecordJson.record(type, data == null ? JsonNodeFactory.instance.nullNode() : data, "data"));
  }

  private static long longOf(JsonNode line, String field) {
    return (Long) RecordJson.value(long.class, line.path(field), field);
  }

  /** All records that are events, by their names. */
  private static void addTypes(Class<?> type, Map<String, Class<? extends ClusterEvent>> types) {
    if (type.isRecord()) {
      Class<? extends ClusterEvent> event = type.asSubclass(ClusterEvent.class);
      types.put(typeOf(event), event);
    } else {
      for (Class<?> each : type.getPermittedSubclasses()) {
        addTypes(each, types);
      }
    }
  }

  /** The name of an event's record within {@link ClusterEvent}: {@code Node.Started}. */
  public static String typeOf(Class<? extends ClusterEvent> type) {
    Class<?> family = type.getDeclaringClass();
    return family == ClusterEvent.class
        ? type.getSimpleName()
        : family.getSimpleName() + "." + type.getSimpleName();
  }

  @JsonPropertyOrder({"seq", "atNanos", "node", "causeSeq", "event", "data"})
  private record Line(
      long seq, long atNanos, NodeId node, long causeSeq, String event, ClusterEvent data) {}

  /** One of several records stands here: {@code kind} names it. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface NamesItsKind {}

  private static final class AsText<T> extends StdSerializer<T> {
    AsText(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(value.toString());
    }
  }
}
