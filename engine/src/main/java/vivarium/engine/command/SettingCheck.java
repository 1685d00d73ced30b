package vivarium.engine.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.config.ConfigSpec.Scope;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.wire.RequestErrors;

/**
 * Finds the settings, the APIs and the amounts of faults in a command that no cluster takes, so
 * that it can be said before it runs.
 */
public final class SettingCheck {

  private final List<String> mistakes = new ArrayList<>();

  private SettingCheck() {}

  /**
   * What is wrong with a command's settings, APIs and amounts, each with what would be valid.
   *
   * @param maxReplicas how many brokers there can be
   */
  public static List<String> mistakes(CommandText command, int maxReplicas) {
    SettingCheck check = new SettingCheck();
    if (command instanceof CommandText.Direct(Command direct)) {
      check.check(direct, maxReplicas);
    } else if (command instanceof CommandText.Inject(CommandText.Fault fault)) {
      check.check(fault);
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

  private void check(CommandText.Fault fault) {
    FaultSpec spec;
    try {
      AtomicInteger strangers = new AtomicInteger();
      spec = fault.resolve(target -> NodeId.broker(strangers.incrementAndGet()));
    } catch (IllegalArgumentException e) {
      // Of how much or how often; whom it names is asked elsewhere.
      mistakes.add(String.valueOf(e.getMessage()));
      return;
    }
    String api =
        switch (spec) {
          case FaultSpec.ApiError error -> error.requests().api();
          case FaultSpec.Disconnect disconnect -> disconnect.requests().api();
          case FaultSpec.OneMessage one ->
              one.choice() instanceof MessageChoice.Next next ? next.api() : null;
          case FaultSpec.OnLink onLink -> null;
          case FaultSpec.OnNode onNode -> null;
        };
    if (api != null) {
      take(() -> RequestErrors.requireApi(api));
    }
  }

  /** A setting without a value goes back to its default. */
  private void check(Scope scope, String key, @Nullable String value) {
    take(
        () -> {
          ConfigSpec spec = ConfigCatalog.get(scope, key);
          if (value != null) {
            spec.validate(value);
          }
        });
  }

  private void take(Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
    }
  }
}
