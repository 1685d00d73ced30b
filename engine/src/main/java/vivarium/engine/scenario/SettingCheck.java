package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.config.ConfigSpec.Scope;

/** Finds the settings in a command that no cluster takes, so that it can be said before it runs. */
final class SettingCheck {

  private final List<String> mistakes = new ArrayList<>();

  private SettingCheck() {}

  /**
   * What is wrong with a command's settings, each with what would be valid.
   *
   * @param maxReplicas how many brokers there can be
   */
  static List<String> mistakes(CommandText command, int maxReplicas) {
    SettingCheck check = new SettingCheck();
    if (command instanceof CommandText.Direct(Command direct)) {
      check.check(direct, maxReplicas);
    }
    return check.mistakes;
  }

  private void check(Command command, int maxReplicas) {
    if (command instanceof Command.SetTopicConfig(var topic, String key, String value)) {
      check(Scope.TOPIC, key, value);
    } else if (command instanceof Command.SetBrokerConfig(String key, String value)) {
      check(Scope.BROKER, key, value);
    } else if (command instanceof Command.SetSimulationConfig(String key, String value)) {
      check(Scope.SIMULATION, key, value);
    } else if (command instanceof Command.CreateTopic(TopicSpec topic)) {
      if (topic.replicationFactor() > maxReplicas) {
        mistakes.add(
            "replicationFactor=%d is not valid: it must be a whole number from 1 to %d"
                .formatted(topic.replicationFactor(), maxReplicas));
      }
      topic.configs().forEach((key, value) -> check(Scope.TOPIC, key, value));
    }
  }

  /** A setting without a value goes back to its default. */
  private void check(Scope scope, String key, @Nullable String value) {
    try {
      ConfigSpec spec = ConfigCatalog.get(scope, key);
      if (value != null) {
        spec.validate(value);
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
    }
  }
}
