package vivarium.engine.scenario;

import java.util.List;

/** Commands that make the cluster larger or smaller. */
final class ServerText {

  private ServerText() {}

  /** Takes what follows {@code add}. */
  static CommandText add(List<String> words) {
    if (!words.isEmpty() && words.getFirst().equals("controller")) {
      words.removeFirst();
      return new CommandText.AddController();
    }
    requireBroker("add", words, "'add' needs to know what, such as 'add broker'");
    if (words.isEmpty() || !words.getFirst().equals("rack")) {
      return new CommandText.AddBroker(null);
    }
    words.removeFirst();
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "'rack' needs the rack's name, such as 'add broker rack a'");
    }
    return new CommandText.AddBroker(words.removeFirst());
  }

  /** Takes what follows {@code remove}. */
  static CommandText remove(List<String> words) {
    if (words.size() == 2
        && words.getFirst().equals("controller")
        && words.getLast().matches("\\d{1,6}")) {
      words.removeFirst();
      return new CommandText.RemoveController(Integer.parseInt(words.removeFirst()));
    }
    String needs = "'remove' needs a broker and its id, such as 'remove broker 4'";
    requireBroker("remove", words, needs);
    if (words.isEmpty() || !words.getFirst().matches("\\d{1,6}")) {
      throw new IllegalArgumentException(needs);
    }
    return new CommandText.RemoveBroker(Integer.parseInt(words.removeFirst()));
  }

  private static void requireBroker(String verb, List<String> words, String needs) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(needs);
    }
    String what = words.removeFirst();
    if (!what.equals("broker")) {
      throw new IllegalArgumentException(
          "nothing called '%s' can be %s; brokers and controllers can: '%s'"
              .formatted(
                  Quoted.of(what),
                  verb.equals("add") ? "added" : "removed",
                  verb.equals("add") ? "add broker" : "remove broker 4"));
    }
  }
}
