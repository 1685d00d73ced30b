package vivarium.desktop.commands;

import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.TopicView;

/** The settings that were changed by hand, so that each can be taken back, the last one first. */
public final class SettingsHistory {

  /** The oldest are forgotten. */
  static final int MAX = 100;

  /**
   * A change that can be taken back.
   *
   * @param name of the setting, or of the client whose settings they are
   * @param back the command that restores what was before
   */
  public record Change(String name, Command back) {}

  private final ArrayDeque<Change> changes = new ArrayDeque<>();

  /** What takes a command back, if it changes a setting; ask before it is carried out. */
  public static Optional<Change> of(Command command, ClusterModel model) {
    return Optional.ofNullable(change(command, model));
  }

  private static @Nullable Change change(Command command, ClusterModel model) {
    return switch (command) {
      case Command.SetTopicConfig(String topic, String key, var unused) -> {
        TopicView view = model.topics().get(topic);
        yield view == null
            ? null
            : new Change(key, new Command.SetTopicConfig(topic, key, view.config(key)));
      }
      case Command.SetBrokerConfig(String key, var unused) ->
          new Change(key, new Command.SetBrokerConfig(key, model.brokerConfigs().get(key)));
      case Command.SetSimulationConfig(String key, var unused) -> {
        String before = model.simulationConfigs().get(key);
        yield before == null ? null : new Change(key, new Command.SetSimulationConfig(key, before));
      }
      case Command.ChangeProducer(ProducerSettings settings) -> {
        ClientView client = model.clients().get(NodeId.producer(settings.clientId()));
        ProducerSettings before = client == null ? null : client.producer();
        yield before == null
            ? null
            : new Change(settings.clientId(), new Command.ChangeProducer(before));
      }
      case Command.ChangeConsumer(ConsumerSettings settings) -> {
        ClientView client = model.clients().get(NodeId.consumer(settings.clientId()));
        ConsumerSettings before = client == null ? null : client.consumer();
        yield before == null
            ? null
            : new Change(settings.clientId(), new Command.ChangeConsumer(before));
      }
      default -> null;
    };
  }

  /** Remembers a change that was carried out. */
  public void add(Change change) {
    if (changes.size() == MAX) {
      changes.removeFirst();
    }
    changes.addLast(change);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Takes the last change out, to be undone. */
  public Optional<Change> takeLast() {
    return Optional.ofNullable(changes.pollLast());
  }
}
