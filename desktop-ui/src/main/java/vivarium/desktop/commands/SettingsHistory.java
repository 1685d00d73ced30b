package vivarium.desktop.commands;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.TopicView;

/**
 * The settings that were changed by hand, so that each can be taken back, the last one first. What
 * has not been answered yet, because time stands still or the answer is on its way, counts too:
 * what was before the next change of the same setting is what this one makes of it.
 */
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

  /** Commands that were sent and not answered yet, in order. */
  private final ArrayDeque<Command> underWay = new ArrayDeque<>();

  /**
   * Remembers that a command is sent, if it changes a setting.
   *
   * @param model as it is before
   * @return what takes it back; empty if it changes none
   */
  public Optional<Change> sent(Command command, ClusterModel model) {
    Change change = change(command, model);
    if (change == null) {
      return Optional.empty();
    }
    for (Command earlier : underWay) {
      if (isOfSameSetting(earlier, command)) {
        change = new Change(change.name(), earlier);
      }
    }
    underWay.addLast(command);
    add(change);
    return Optional.of(change);
  }

  /**
   * Takes note that a command which was sent is answered.
   *
   * @param change what would take it back, if it was refused; it is forgotten then
   */
  public void answered(Command command, @Nullable Change change) {
    underWay.removeFirstOccurrence(command);
    if (change != null) {
      changes.removeLastOccurrence(change);
    }
  }

  private static boolean isOfSameSetting(Command one, Command other) {
    return switch (one) {
      case Command.SetTopicConfig(String topic, String key, var unused) ->
          other instanceof Command.SetTopicConfig set
              && set.topic().equals(topic)
              && set.key().equals(key);
      case Command.SetBrokerConfig(String key, var unused) ->
          other instanceof Command.SetBrokerConfig set && set.key().equals(key);
      case Command.SetSimulationConfig(String key, var unused) ->
          other instanceof Command.SetSimulationConfig set && set.key().equals(key);
      case Command.ChangeProducer(ProducerSettings settings) ->
          other instanceof Command.ChangeProducer change
              && change.settings().clientId().equals(settings.clientId());
      case Command.ChangeConsumer(ConsumerSettings settings) ->
          other instanceof Command.ChangeConsumer change
              && change.settings().clientId().equals(settings.clientId());
      default -> false;
    };
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

  private void add(Change change) {
    if (changes.size() == MAX) {
      changes.removeFirst();
    }
    changes.addLast(change);
  }

  /** The changes that were sent and are not answered yet, in order. */
  public List<Command> waiting() {
    return List.copyOf(underWay);
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** Takes the last change out; the command that undoes it is sent, and answered, like others. */
  public Optional<Change> takeLast() {
    Optional<Change> last = Optional.ofNullable(changes.pollLast());
    last.ifPresent(change -> underWay.addLast(change.back()));
    return last;
  }
}
