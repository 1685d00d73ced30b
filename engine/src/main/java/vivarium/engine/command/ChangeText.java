package vivarium.engine.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vivarium.engine.api.Command;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;

/**
 * {@code change producer web acks=1}: a built-in client has other settings, and keeps those that
 * are not named.
 */
final class ChangeText {

  private static final String ID = "client.id";
  private static final String ACKS = "acks";
  private static final String IDEMPOTENCE = "enable.idempotence";
  private static final String HEARTBEAT = "heartbeat.interval.ms";

  private ChangeText() {}

  /**
   * Takes what follows {@code change producer} or {@code change consumer}.
   *
   * @throws IllegalArgumentException naming each setting that no client could have
   */
  static CommandText take(NodeId.Kind kind, List<String> words) {
    SortedMap<String, String> named = new TreeMap<>(SettingText.client(verb(kind), words));
    NodeId client = new NodeId(kind, String.valueOf(named.remove(ID)));
    if (named.isEmpty()) {
      throw SettingText.needsSettings(verb(kind));
    }
    CommandText.ChangeClient change = new CommandText.ChangeClient(client, named);
    Map<String, Object> any = any(client);
    Command command = of(change, any);
    any.keySet().removeAll(named.keySet());
    return any.keySet().equals(Set.of(ID)) ? new CommandText.Direct(command) : change;
  }

  private static String verb(NodeId.Kind kind) {
    return "change " + kind.word();
  }

  /** A client of this name with which whatever can be named is in accord. */
  private static Map<String, Object> any(NodeId client) {
    Map<String, Object> fields = usual(client);
    fields.computeIfPresent(HEARTBEAT, (name, value) -> 1);
    return fields;
  }

  private static Map<String, Object> usual(NodeId client) {
    return client.kind() == NodeId.Kind.PRODUCER
        ? ClientJson.allFields(ProducerSettings.of(client.name(), client.name()))
        : ClientJson.allFields(ConsumerSettings.of(client.name(), client.name(), client.name()));
  }

  /**
   * The command for a client as it is now; one that is not there is refused when it is carried out.
   */
  static Command of(CommandText.ChangeClient change, ClusterModel model) {
    ClientView view = model.clients().get(change.client());
    ProducerSettings producer = view == null ? null : view.producer();
    ConsumerSettings consumer = view == null ? null : view.consumer();
    if (producer != null) {
      return of(change, ClientJson.allFields(producer));
    }
    return of(change, consumer != null ? ClientJson.allFields(consumer) : usual(change.client()));
  }

  private static Command of(CommandText.ChangeClient change, Map<String, Object> present) {
    Map<String, String> settings = new LinkedHashMap<>();
    present.forEach((name, value) -> settings.put(name, value.toString()));
    settings.putAll(change.settings());
    boolean all = List.of("all", "-1").contains(settings.getOrDefault(ACKS, "all"));
    if (!all && !change.settings().containsKey(IDEMPOTENCE)) {
      settings.replace(IDEMPOTENCE, "false"); // It cannot be kept with such acks.
    }
    return change.client().kind() == NodeId.Kind.PRODUCER
        ? new Command.ChangeProducer(SettingText.read("producer", settings, ClientJson::producer))
        : new Command.ChangeConsumer(SettingText.read("consumer", settings, ClientJson::consumer));
  }

  static String words(CommandText.ChangeClient change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(ID, change.client().name());
    fields.putAll(change.settings());
    return SettingText.words(verb(change.client().kind()), fields);
  }
}
