package vivarium.desktop.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import vivarium.desktop.headless.BadValueException;
import vivarium.desktop.headless.FailedException;
import vivarium.desktop.i18n.Texts;

/** The command line: which commands there are, and one line for whatever goes wrong. */
final class CommandLines {

  private CommandLines() {}

  /** Runs a command and gives its exit code. */
  static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** The commands, ready to execute. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new WindowCommand());
    line.addSubcommand(new OpenCommand())
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
    if (Texts.of(Locale.getDefault()).isKorean()) {
      line.setResourceBundle(koreanHelp());
    }
    return line;
  }

  /** What the commands say of themselves; what it lacks stands in English. */
  private static ResourceBundle koreanHelp() {
    try (InputStream in = Texts.class.getResourceAsStream("help_ko.properties")) {
      if (in == null) {
        throw new IllegalStateException("help_ko.properties is missing from the program");
      }
      return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read help_ko.properties", e);
    }
  }

  private static int badParameter(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    Texts texts = LanguageOption.of(command).texts();
    String more = "";
    if (isAboutHelp(e)) {
      more = texts.get("line.commands", commands(command));
    } else if (e instanceof UnmatchedArgumentException unmatched) {
      more = suggestion(unmatched, texts);
    }
    String see = texts.get("line.see", command.getCommandSpec().qualifiedName());
    printError(
        command.getErr(), LineMistakes.in(oneLine(e.getMessage()), texts) + more + " " + see);
    return CommandLine.ExitCode.USAGE;
  }

  /** Whether help was asked for about a command that there is not. */
  private static boolean isAboutHelp(ParameterException e) {
    return String.valueOf(e.getMessage()).startsWith("Unknown subcommand");
  }

  private static String commands(CommandLine command) {
    CommandLine top = command;
    while (top.getParent() != null) {
      top = top.getParent();
    }
    return String.join(", ", top.getSubcommands().keySet());
  }

  /** The nearest is enough: picocli's next ones are seldom near. */
  private static String suggestion(UnmatchedArgumentException e, Texts texts) {
    List<String> suggestions = e.getSuggestions();
    return suggestions.isEmpty() ? "" : texts.get("line.meant", suggestions.getFirst());
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
