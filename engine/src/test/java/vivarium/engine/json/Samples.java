package vivarium.engine.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.sim.SeededRandom;

/** Random instances of records: every constant, every kind, null where it may be. */
final class Samples {

  private static final List<String> TEXTS = List.of("", "a b", "\"\\\n\t", "주문", "x-1", "\u2028");

  private final SeededRandom random;

  Samples(SeededRandom random) {
    this.random = random;
  }

  /** One of a record type; where its values do not go together, another is tried. */
  Object of(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    var constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
    while (true) {
      @Nullable Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
        values[i] =
            nullable && random.nextInt(3) == 0 ? null : value(components[i].getGenericType());
      }
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        if (!(e.getTargetException() instanceof IllegalArgumentException)) {
          throw e;
        }
      }
    }
  }

  private Object value(Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType list) {
      List<Object> values = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        values.add(value(list.getActualTypeArguments()[0]));
      }
      return values;
    }
    Class<?> one = (Class<?>) type;
    if (one.isSealed()) {
      Class<?>[] kinds = one.getPermittedSubclasses();
      return value(kinds[random.nextInt(kinds.length)]);
    } else if (one.isEnum()) {
      Object[] constants = one.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    } else if (one == NodeId.class) {
      return node();
    } else if (one == TopicPartition.class) {
      return new TopicPartition(text(), random.nextInt(10_000));
    } else if (one == ProducerSettings.class) {
      return ProducerSettings.of("p" + text(), "t").withRecordsPerSecond(random.nextInt(99) / 7.0);
    } else if (one == ConsumerSettings.class) {
      AssignmentStrategy[] strategies = AssignmentStrategy.values();
      return ConsumerSettings.of("c" + text(), "g", "t")
          .withProcessingMs(random.nextInt(99))
          .withAssignmentStrategy(strategies[random.nextInt(strategies.length)])
          .withGroupProtocol(random.nextInt(2) == 0 ? "classic" : "consumer");
    } else if (one == LinkScope.class) {
      return new LinkScope(NodeId.broker(1 + random.nextInt(3)), null, random.nextInt(2) == 0);
    } else if (one == RequestScope.class) {
      return RequestScope.next(random.nextInt(5), "Produce").withProbability(0.25);
    } else if (one.isRecord()) {
      return of(one);
    }
    return simple(one);
  }

  private Object simple(Class<?> type) {
    return switch (type.getName()) {
      case "int", "java.lang.Integer" -> random.nextInt(2_000_000_000) - 3;
      case "long" ->
          random.nextInt(3) > 0
              ? random.nextInt(1_000)
              : (long) random.nextInt(2_000_000_000) * (1 + random.nextInt(1_000)) - 3;
      case "double" -> random.nextInt(1_000) / 999.0;
      case "boolean" -> random.nextInt(2) == 0;
      case "java.lang.String" -> text();
      default -> throw new IllegalArgumentException("a type this test does not know: " + type);
    };
  }

  private NodeId node() {
    NodeId.Kind kind = NodeId.Kind.values()[random.nextInt(NodeId.Kind.values().length)];
    return switch (kind) {
      case CLUSTER -> NodeId.CLUSTER;
      case CONTROLLER, ZOOKEEPER, BROKER ->
          new NodeId(kind, Integer.toString(random.nextInt(1_000)));
      case PRODUCER, CONSUMER, EXTERNAL -> new NodeId(kind, text());
    };
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
