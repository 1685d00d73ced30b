package vivarium.desktop.app;

import java.util.List;
import sun.misc.Signal;

/**
 * Being told to end (SIGTERM, SIGINT, SIGHUP) while the window is open. A shutdown hook is too late
 * for that: JavaFX has one of its own, which takes the renderer away under a toolkit that still
 * draws. So the window is closed first, and the process ends after it.
 */
final class Termination {

  private static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

  /** What a shell expects of a process that a signal ended, less the signal's number. */
  private static final int SIGNALLED = 128;

  private static volatile int exitCode;

  private Termination() {}

  /**
   * From now on a signal closes the window instead of ending the process at once; a second signal
   * ends it wherever it is.
   *
   * @param close begins to close the window, on whatever thread it is called
   */
  static void closes(Runnable close) {
    for (String name : SIGNALS) {
      try {
        Signal.handle(new Signal(name), signal -> received(signal, close));
      } catch (IllegalArgumentException unknownHere) {
        // Windows has no HUP; a JVM told to leave signals alone (-Xrs) has none of them.
        continue;
      }
    }
  }

  private static void received(Signal signal, Runnable close) {
    int code = SIGNALLED + signal.getNumber();
    if (exitCode != 0) {
      Runtime.getRuntime().halt(code);
    }
    exitCode = code;
    close.run();
  }

  /** The exit code of a process that was told to end; 0 if it was not. */
  static int exitCode() {
    return exitCode;
  }
}
