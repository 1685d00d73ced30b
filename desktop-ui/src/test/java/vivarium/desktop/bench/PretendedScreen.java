package vivarium.desktop.bench;

import com.sun.glass.ui.Window;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javafx.stage.Stage;

/**
 * The screen that JavaFX's Headless platform pretends has 1000×1000 pixels, and a larger frame
 * fails halfway with a trace in the output, which costs more than the frame. With room for its
 * pixels a frame is copied whole, as to a real screen.
 */
final class PretendedScreen {

  private static final int BYTES = 4 * 1000 * 3000;

  private PretendedScreen() {}

  /** Shows a window of up to 1000 + 1920 pixels across and 1080 down, in the corner of the room. */
  static void show(Stage stage) {
    stage.setX(0); // Else it is in the middle of the smaller screen, and begins left of it.
    stage.setY(0);
    stage.show();
    enlarge();
  }

  private static void enlarge() {
    ByteBuffer room = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
    try {
      for (Window window : Window.getWindows()) {
        Field field = window.getClass().getDeclaredField("frameBuffer");
        field.setAccessible(true);
        field.set(window, room);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JavaFX has another Headless platform", e);
    }
  }
}
