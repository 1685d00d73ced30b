package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vivarium.engine.command.CommandText;
import vivarium.engine.command.SettingCheck;
import vivarium.engine.condition.Doubt;
import vivarium.engine.condition.KnownNames;
import vivarium.engine.json.JsonFields;
import vivarium.engine.scenario.Scenario.Once;
import vivarium.engine.scenario.Scenario.When;

/**
 * Finds names in a scenario that stand for nothing, now or ever, and numbers that are never
 * reached: what can never be would be waited for, or written to, without anybody's noticing. What a
 * name stands for may come later in the file, so that all are asked for at its end.
 */
final class NameCheck {

  private final KnownNames names = new KnownNames();
  private final Predicate<Doubt> isMistake;
  private final List<Runnable> questions = new ArrayList<>();
  private boolean isComplete = true;

  /** A check for which some of what it finds are mistakes. */
  NameCheck(Predicate<Doubt> isMistake) {
    this.isMistake = isMistake;
  }

  /** The servers that the cluster begins with. */
  void servers(int brokers, int controllers) {
    names.addServers(brokers, controllers);
  }

  /** What the scenario has besides its clients and steps. */
  KnownNames names() {
    return names;
  }

  /** Some names could not be read, and any other may be one of them: nothing is asked. */
  void require(boolean areRead) {
    isComplete &= areRead;
  }

  /** A client, right or wrong as its other fields may be. */
  void client(JsonFields json) {
    require(json.isRight("client.id") && json.isRight("group.id") && json.isRight("topic"));
    String topic = json.stringOr("topic", "", "");
    String group = json.has("group.id") ? json.stringOr("group.id", "", "") : null;
    names.addClient(json.stringOr("client.id", "", ""), topic, group);
    questions.add(() -> note(json, "topic", names.topic(topic).stream()));
  }

  /** A step, as far as it could be read. */
  void step(
      JsonFields json,
      Optional<CommandText> command,
      Optional<? extends When> when,
      boolean ifPossible) {
    command.ifPresentOrElse(names::add, () -> names.addUnread(json.stringOr("do", "", "")));
    if (when.isPresent() && when.get() instanceof Once once) {
      questions.add(() -> note(json, "when", names.unknownIn(once.condition())));
      questions.add(() -> note(json, "when", names.reach().exceededIn(once.condition())));
    }
    if (command.isPresent() && !ifPossible) {
      questions.add(() -> note(json, "do", new UnknownNames(names).in(command.get())));
      questions.add(() -> noteSettings(json, command.get()));
    }
  }

  private void noteSettings(JsonFields json, CommandText command) {
    String place = json.pathOf("do");
    SettingCheck.mistakes(command, names.brokerCount())
        .forEach(mistake -> json.note("do", mistake, "%s: %s".formatted(place, mistake)));
  }

  /** Notes what stands for nothing. */
  void run() {
    if (isComplete) {
      questions.forEach(Runnable::run);
    }
  }

  private void note(JsonFields json, String field, Stream<? extends Doubt> doubts) {
    String place = json.pathOf(field);
    doubts
        .filter(isMistake)
        .distinct()
        .forEach(
            doubt ->
                json.note(field, doubt.toString(), "%s: %s".formatted(place, doubt.sentence())));
  }
}
