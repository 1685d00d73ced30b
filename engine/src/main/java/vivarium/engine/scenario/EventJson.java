package vivarium.engine.scenario;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

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

  /** The name of an event's record within {@link ClusterEvent}: {@code Node.Started}. */
  static String typeOf(Class<? extends ClusterEvent> type) {
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
