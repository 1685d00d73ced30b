package vivarium.desktop.app;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether a window can be opened here. Asked before JavaFX is, which would die of it. */
final class Display {

  private static final String GTK = "libgtk-3.so.0";
  private static final String X11 = "libX11.so.6";

  private Display() {}

  /** Why no window can be opened, with the mend; empty if one can. */
  static Optional<String> problem(Map<String, String> environment) {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    String display = environment.getOrDefault("DISPLAY", "");
    if (display.isEmpty()) {
      return Optional.of(
          "No display: run where DISPLAY is set (on Wayland with XWayland), or over 'ssh -X'.");
    }
    if (!canLoad(GTK)) {
      return Optional.of(
          "GTK 3 is missing: install it ('apt install libgtk-3-0', 'dnf install gtk3',"
              + " 'pacman -S gtk3').");
    }
    if (!canConnect(display)) {
      return Optional.of(
          "No display: DISPLAY=%s cannot be reached; run where an X server is.".formatted(display));
    }
    return Optional.empty();
  }

  private static boolean canLoad(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Opens an X display, as GTK is going to, and closes it again. */
  private static boolean canConnect(String display) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup x11 = SymbolLookup.libraryLookup(X11, arena);
      Linker linker = Linker.nativeLinker();
      MemorySegment connection =
          (MemorySegment)
              linker
                  .downcallHandle(
                      x11.findOrThrow("XOpenDisplay"),
                      FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                  .invokeExact(arena.allocateFrom(display));
      if (connection.equals(MemorySegment.NULL)) {
        return false;
      }
      int unused =
          (int)
              linker
                  .downcallHandle(
                      x11.findOrThrow("XCloseDisplay"),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                  .invokeExact(connection);
      return true;
    } catch (Throwable e) {
      // No X library, or one that cannot be called: then no window either.
      return false;
    }
  }
}
