package vivarium.engine.json;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.text.Quoted;

/**
 * Makes records of JSON, the other way round than {@link EventJson} writes them. A general mapper
 * would let through what is missing or null where no null may be, and such an event breaks whoever
 * looks at it much later.
 */
final class RecordJson {

  /** What files say that were written before there was such a field. */
  private static final Map<String, Object> BEFORE_THERE_WAS =
      Map.of(
          "ConsumerSettings.assignmentStrategy", AssignmentStrategy.RANGE,
          "ConsumerSettings.groupProtocol", GroupProtocol.CLASSIC);

  /** How a type of record is read; looked up once. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return Shape.of(type);
        }
      };

  private RecordJson() {}

  private record Field(String name, Type type, boolean nullable) {}

  private record Shape(List<Field> fields, Constructor<?> constructor) {
    static Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      try {
        return new Shape(
            Arrays.stream(components).map(Shape::field).toList(),
            type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new)));
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("a record without its constructor: " + type, e);
      }
    }

    private static Field field(RecordComponent component) {
      AnnotatedType type = component.getAnnotatedType();
      return new Field(
          component.getName(),
          component.getGenericType(),
          type.isAnnotationPresent(Nullable.class));
    }
  }

  /**
   * A record.
   *
   * @param path where it stands, for messages
   * @throws IllegalArgumentException naming the field, its value and what would be valid
   */
  static <T> T record(Class<T> type, JsonNode node, String path) {
    if (!node.isObject()) {
      throw notValid(path, node, "an object, {…}");
    }
    Shape shape = SHAPES.get(type);
    Object[] values = new Object[shape.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Field field = shape.fields().get(i);
      JsonNode value = node.get(field.name());
      String at = path + "." + field.name();
      Object before = BEFORE_THERE_WAS.get(type.getSimpleName() + "." + field.name());
      if (value == null && before != null) {
        values[i] = before;
        continue;
      }
      if (value == null && field.nullable()) {
        continue; // Recordings of an older Vivarium do not have it.
      }
      if (value == null) {
        throw new IllegalArgumentException(at + " is missing");
      }
      values[i] = field.nullable() && value.isNull() ? null : value(field.type(), value, at);
    }
    try {
      return type.cast(shape.constructor().newInstance(values));
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(path + ": " + reason(e.getTargetException()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record that cannot be made: " + type, e);
    }
  }

  private static String reason(@Nullable Throwable thrown) {
    return thrown == null ? "it is not valid" : String.valueOf(thrown.getMessage());
  }

  /** A value of a record's component. */
  static Object value(Type type, JsonNode node, String path) {
    return switch (type) {
      case ParameterizedType list -> list(list.getActualTypeArguments()[0], node, path);
      case Class<?> each -> single(each, node, path);
      default -> throw new IllegalStateException("no record of ours has a " + type);
    };
  }

  private static List<Object> list(Type element, JsonNode node, String path) {
    if (!node.isArray()) {
      throw notValid(path, node, "an array, […]");
    }
    List<Object> values = new ArrayList<>();
    for (JsonNode each : node) {
      values.add(value(element, each, "%s[%d]".formatted(path, values.size())));
    }
    return values;
  }

  private static Object single(Class<?> type, JsonNode node, String path) {
    if (type == int.class || type == Integer.class) {
      return (int) number(node, Integer.MIN_VALUE, Integer.MAX_VALUE, path);
    } else if (type == long.class) {
      return number(node, Long.MIN_VALUE, Long.MAX_VALUE, path);
    } else if (type == double.class && node.isNumber()) {
      return node.doubleValue();
    } else if (type == boolean.class && node.isBoolean()) {
      return node.booleanValue();
    } else if (type == String.class && node.isString()) {
      return node.stringValue();
    } else if (type == NodeId.class) {
      return node(node, path);
    } else if (type == TopicPartition.class) {
      return partition(node, path);
    } else if (type.isEnum()) {
      return constant(type, node, path);
    } else if (type.isRecord()) {
      return record(type, node, path);
    } else if (type.isSealed()) {
      return oneOf(type, node, path);
    }
    throw notValid(path, node, "a " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT));
  }

  private static long number(JsonNode node, long min, long max, String path) {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < min
        || node.longValue() > max) {
      throw notValid(path, node, "a whole number");
    }
    return node.longValue();
  }

  private static NodeId node(JsonNode node, String path) {
    if (node.isString()) {
      try {
        return NodeId.parse(node.stringValue());
      } catch (IllegalArgumentException e) {
        throw notValid(path, node, "a node, such as broker 1 or producer web");
      }
    }
    throw notValid(path, node, "a node, such as broker 1 or producer web");
  }

  private static TopicPartition partition(JsonNode node, String path) {
    String text = node.isString() ? node.stringValue() : "";
    int dash = text.lastIndexOf('-');
    if (dash < 0 || !text.substring(dash + 1).matches("\\d{1,9}")) {
      throw notValid(path, node, "a partition, such as orders-0");
    }
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }

  private static Object constant(Class<?> type, JsonNode node, String path) {
    for (Object each : type.getEnumConstants()) {
      if (node.isString() && ((Enum<?>) each).name().equals(node.stringValue())) {
        return each;
      }
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList();
    throw notValid(path, node, "one of " + String.join(", ", names));
  }

  /** One of several records, which says of which kind it is. */
  private static Object oneOf(Class<?> type, JsonNode node, String path) {
    Class<?> kind = kind(type, node.path("kind").asString(""));
    if (kind == null) {
      throw notValid(path + ".kind", node.path("kind"), "a kind of " + type.getSimpleName());
    }
    return record(kind, node, path);
  }

  private static @Nullable Class<?> kind(Class<?> type, String name) {
    for (Class<?> each : type.getPermittedSubclasses()) {
      Class<?> found =
          each.isSealed() ? kind(each, name) : each.getSimpleName().equals(name) ? each : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static IllegalArgumentException notValid(String path, JsonNode value, String valid) {
    return new IllegalArgumentException(
        "%s = %s is not valid: it must be %s"
            .formatted(
                path, value.isMissingNode() ? "nothing" : Quoted.of(value.toString()), valid));
  }
}
