package vivarium.desktop.app;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import vivarium.desktop.headless.BadValueException;
import vivarium.desktop.headless.FailedException;

/** The command line: which commands there are, and one line for whatever goes wrong. */
final class CommandLines {

  private CommandLines() {}

  /** Runs a command and gives its exit code. */
  static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** The commands, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new WindowCommand())
        .addSubcommand(new OpenCommand())
        .addSubcommand(new ServeCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new ReplayCommand())
        .addSubcommand(new TraceCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new FilmCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new GalleryCommand())
        .addSubcommand(new CommandLine.HelpCommand())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(CommandLines::badParameter)
        .setExecutionExceptionHandler(CommandLines::failed);
  }

  private static int badParameter(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String suggestion =
        e instanceof UnmatchedArgumentException unmatched
            ? suggestion(unmatched)
            : isAboutHelp(e) ? "; there are " + commands(command) : "";
    String message = oneLine(e.getMessage());
    printError(
        command.getErr(),
        "%s%s (see '%s --help')"
            .formatted(
                isAboutHelp(e) ? message.replaceAll("\\.$", "") : message,
                suggestion,
                command.getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  /** Whether help was asked for about a command that there is not. */
  private static boolean isAboutHelp(ParameterException e) {
    return e.getValue() == null && String.valueOf(e.getMessage()).startsWith("Unknown subcommand");
  }

  private static String commands(CommandLine command) {
    CommandLine top = command;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return String.join(", ", top.getSubcommands().keySet());
  }

  /** The nearest is enough: picocli's next ones are seldom near. */
  private static String suggestion(UnmatchedArgumentException e) {
    List<String> suggestions = e.getSuggestions();
    return suggestions.isEmpty() ? "" : "; did you mean " + suggestions.getFirst() + "?";
  }

  private static int failed(Exception e, CommandLine command, ParseResult result) {
    if (e instanceof BadValueException) { // A line for each thing that is wrong.
      String lines = LanguageOption.of(command).reason(String.valueOf(e.getMessage()).strip());
      printError(command.getErr(), lines.replaceAll("\\R", System.lineSeparator()));
      return CommandLine.ExitCode.USAGE;
    }
    if (e instanceof FailedException) {
      printError(command.getErr(), oneLine(e.getMessage()));
    } else {
      // A mistake of ours. The log keeps the stack trace, for whoever turns it up.
      LoggerFactory.getLogger(CommandLines.class).debug("a command failed", e);
      printError(command.getErr(), "a mistake in the program: " + oneLine(e.toString()));
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void printError(PrintWriter err, String message) {
    err.println("vivarium: " + message);
    err.flush();
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
