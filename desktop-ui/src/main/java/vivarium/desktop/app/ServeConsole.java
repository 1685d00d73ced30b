package vivarium.desktop.app;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.NodeId;

/** Answers the lines that {@code serve} reads, one by one. */
final class ServeConsole {

  /** Every command is carried out at once or refused; longer than this, something is wrong. */
  private static final int TIMEOUT_S = 10;

  /** What each command of the console itself does. */
  private static final String OWN_HELP =
      """
      status                        the cluster as one line of JSON
      help                          this list
      stop                          ends the cluster and the program""";

  /** What is for the console itself. */
  private static final List<String> OWN = List.of("status", "help", "stop");

  private final LiveCluster cluster;
  private final ModelFollower follower;
  private @Nullable NodeId it;

  ServeConsole(LiveCluster cluster, ModelFollower follower) {
    this.cluster = cluster;
    this.follower = follower;
  }

  /**
   * An answer.
   *
   * @param text what is printed: its last line begins with {@code ok} or {@code error}, and lines
   *     before it, which only help has, with a space
   * @param stops whether the cluster is to stop
   */
  record Answer(String text, boolean stops) {
    static Answer ok(String rest) {
      return new Answer(rest.isEmpty() ? "ok" : "ok " + rest, false);
    }

    static Answer error(String reason) {
      return new Answer("error " + reason, false);
    }
  }

  Answer answer(String line) throws InterruptedException {
    String[] words = line.strip().split("\\s+");
    if (OWN.contains(words[0]) && words.length > 1) {
      return Answer.error("'%s' takes nothing after it".formatted(words[0]));
    }
    return switch (words[0]) {
      case "stop" -> new Answer("ok", true);
      case "help" -> new Answer(help(), false);
      case "status" ->
          Answer.ok(follower.ask(model -> ClusterStatus.of(model, cluster.nowNanos()).toJson()));
      default -> command(line);
    };
  }

  /** A command a line, each as it is typed and what it does. */
  private static String help() {
    return Stream.of(CommandText.HELP, OWN_HELP)
            .flatMap(String::lines)
            .map(line -> "  " + line)
            .collect(Collectors.joining(System.lineSeparator()))
        + System.lineSeparator()
        + "ok";
  }

  private Answer command(String line) throws InterruptedException {
    List<Command> commands;
    try {
      CommandText text = CommandText.parse(line, OWN);
      NodeId last = it;
      commands = follower.ask(model -> text.resolve(model, last));
    } catch (IllegalArgumentException e) {
      return Answer.error(String.valueOf(e.getMessage()));
    }
    String told = "";
    for (Command command : commands) {
      switch (submit(command)) {
        case CommandResult.Refused(String reason) -> {
          return Answer.error(reason);
        }
        case CommandResult.Produced(var partition, long offset) ->
            told = offset < 0 ? partition.toString() : "%s@%d".formatted(partition, offset);
        case CommandResult.Accepted() -> {} // There is nothing more to tell.
      }
    }
    NodeId concerned = CommandText.concerned(commands.getFirst());
    it = concerned == null ? it : concerned;
    return Answer.ok(told);
  }

  private CommandResult submit(Command command) throws InterruptedException {
    try {
      return cluster.submit(command).get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return new CommandResult.Refused("the cluster did not answer within " + TIMEOUT_S + " s");
    } catch (ExecutionException e) {
      return new CommandResult.Refused("the cluster failed: " + e.getCause());
    }
  }
}
