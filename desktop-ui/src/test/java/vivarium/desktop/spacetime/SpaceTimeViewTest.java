package vivarium.desktop.spacetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Mouse;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.FontMeasure;
import vivarium.desktop.timeline.TimeSpan;

/** The hands on the space-time diagram: pointing, clicking, zooming. */
class SpaceTimeViewTest {

  private static final double TWO = 2;

  private final List<Long> sought = new ArrayList<>();
  private final List<Selection> selected = new ArrayList<>();
  private final Classroom classroom = new Classroom().withClients().runFor(6_000);
  private final ClusterSession session = new ClusterSession(classroom.cluster());

  @SuppressWarnings("NullAway.Init") // Made by the toolkit's thread.
  private SpaceTimeView view;

  private <T> T shown(double pixels, Supplier<T> test) {
    return Toolkit.call(
        () -> {
          session.pulse();
          view =
              new SpaceTimeView(
                  session,
                  new FontMeasure(),
                  sought::add,
                  selected::add,
                  () -> selected.isEmpty() ? Selection.CLUSTER : selected.getLast());
          view.speak(Texts.of(Locale.ENGLISH));
          Scene scene = new Scene(view, 1_000, 320);
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          draw(pixels);
          return test.get();
        });
  }

  private SpaceTimeFrame draw(double pixels) {
    view.draw(Appearance.DARK.palette(), pixels);
    return frame();
  }

  private SpaceTimeFrame frame() {
    return Objects.requireNonNull(view.frame(), "nothing was drawn");
  }

  private Node canvas() {
    return Objects.requireNonNull(view.lookup("#spacetime-canvas"));
  }

  /** The last arrow of some length, at whose middle nothing else lies. */
  private SpaceTimeFrame.Hit arrow() {
    return frame().hits().stream()
        .filter(hit -> hit.selection() instanceof Selection.Message)
        .filter(hit -> Math.hypot(hit.x2() - hit.x1(), hit.y2() - hit.y1()) > 25)
        .filter(hit -> frame().plot().contains(middleX(hit), middleY(hit)))
        .filter(hit -> frame().hitAt(middleX(hit), middleY(hit)).equals(Optional.of(hit)))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static double middleX(SpaceTimeFrame.Hit hit) {
    return (hit.x1() + hit.x2()) / 2;
  }

  private static double middleY(SpaceTimeFrame.Hit hit) {
    return (hit.y1() + hit.y2()) / 2;
  }

  /** At a point of the canvas, in its own pixels. */
  private void mouse(EventType<MouseEvent> type, double canvasX, double canvasY) {
    Mouse.fire(canvas(), type, canvasX, canvasY);
  }

  private Optional<String> tooltip() {
    return canvas().getProperties().values().stream()
        .filter(Tooltip.class::isInstance)
        .map(each -> ((Tooltip) each).getText())
        .findFirst();
  }

  @Test
  void pointingAtAnArrowReadsIt() {
    shown(
        1,
        () -> {
          SpaceTimeFrame.Hit hit = arrow();
          mouse(MouseEvent.MOUSE_MOVED, middleX(hit), middleY(hit));
          assertThat(tooltip()).contains(hit.words());
          mouse(MouseEvent.MOUSE_MOVED, frame().plot().x() + 1, frame().height() - 1);
          assertThat(tooltip()).isEmpty();
          mouse(MouseEvent.MOUSE_MOVED, middleX(hit), middleY(hit));
          mouse(MouseEvent.MOUSE_EXITED, -5, -5);
          assertThat(tooltip()).isEmpty();
          return true;
        });
  }

  @Test
  void aClickGoesToTheMomentOfTheMessageAndSelectsIt() {
    SpaceTimeFrame.Hit hit =
        shown(
            1,
            () -> {
              SpaceTimeFrame.Hit arrow = arrow();
              mouse(MouseEvent.MOUSE_CLICKED, middleX(arrow), middleY(arrow));
              return arrow;
            });
    assertThat(selected).containsExactly(hit.selection());
    assertThat(sought).hasSize(1);
    assertThat(sought.getFirst()).isBetween(hit.fromNanos(), hit.toNanos());
    shown(
        1,
        () -> {
          mouse(MouseEvent.MOUSE_CLICKED, frame().plot().x() + 1, frame().height() - 1);
          return true;
        });
    assertThat(selected).as("beside everything").hasSize(1);
  }

  @Test
  void whereAPixelIsSeveralTheSameIsUnderTheMouse() {
    SpaceTimeFrame.Hit hit =
        shown(
            TWO,
            () -> {
              SpaceTimeFrame.Hit arrow = arrow();
              mouse(MouseEvent.MOUSE_CLICKED, TWO * middleX(arrow), TWO * middleY(arrow));
              return arrow;
            });
    assertThat(selected).containsExactly(hit.selection());
  }

  @Test
  void ctrlAndTheWheelShowMoreOrLessTime() {
    shown(
        1,
        () -> {
          double before = lengthOf(arrow());
          wheel(true, 40);
          double closer = lengthOf(sameAs(arrow()));
          assertThat(closer).isGreaterThan(before);
          wheel(true, -40);
          wheel(true, -40);
          int far = draw(1).hits().size();
          wheel(false, -40);
          assertThat(draw(1).hits()).as("the wheel alone scrolls").hasSize(far);
          return true;
        });
  }

  @Test
  void ctrlAndArrowsDoTheSame() {
    shown(
        1,
        () -> {
          int usual = frame().hits().size();
          key(KeyCode.UP);
          key(KeyCode.UP);
          int closer = draw(1).hits().size();
          assertThat(closer).isLessThan(usual);
          key(KeyCode.DOWN);
          key(KeyCode.DOWN);
          assertThat(draw(1).hits()).hasSize(usual);
          return true;
        });
  }

  @Test
  void aDragShowsAStretchAloneAndADoubleClickAsMuchAsAtFirst() {
    shown(
        1,
        () -> {
          TimeSpan before = view.inSight().orElseThrow();
          var plot = frame().plot();
          double from = plot.x() + plot.w() * 0.25;
          double to = plot.x() + plot.w() * 0.5;
          mouse(MouseEvent.MOUSE_PRESSED, to, 20);
          mouse(MouseEvent.MOUSE_DRAGGED, from, 60);
          assertThat(band().isVisible()).isTrue();
          assertThat(band().getX()).isEqualTo(from);
          assertThat(band().getWidth()).isEqualTo(to - from);
          mouse(MouseEvent.MOUSE_RELEASED, from, 60);
          assertThat(band().isVisible()).isFalse();
          assertThat(sought).containsExactly(before.at(0.5));
          session.seek(sought.getLast());
          draw(1);
          assertThat(view.inSight()).contains(new TimeSpan(before.at(0.25), before.at(0.5)));

          Mouse.fire(
              canvas(), MouseEvent.MOUSE_CLICKED, plot.x() + 1, frame().height() - 1, 2, null);
          draw(1);
          assertThat(view.inSight().orElseThrow().lengthNanos()).isEqualTo(before.lengthNanos());
          return true;
        });
  }

  @Test
  void aHandThatShakesChoosesNoStretch() {
    shown(
        1,
        () -> {
          TimeSpan before = view.inSight().orElseThrow();
          double x = frame().plot().centerX();
          mouse(MouseEvent.MOUSE_PRESSED, x, 20);
          mouse(MouseEvent.MOUSE_DRAGGED, x + 3, 22);
          mouse(MouseEvent.MOUSE_RELEASED, x + 3, 22);
          draw(1);
          assertThat(view.inSight()).contains(before);
          assertThat(sought).isEmpty();
          return true;
        });
  }

  @Test
  void ctrlAndArrowsToTheSidesGoToWhatWasBeforeAndAfter() {
    shown(
        1,
        () -> {
          TimeSpan before = view.inSight().orElseThrow();
          key(KeyCode.LEFT);
          session.seek(sought.getLast());
          draw(1);
          assertThat(view.inSight()).contains(new TimeSpan(before.at(-0.25), before.at(0.75)));
          key(KeyCode.RIGHT);
          session.seek(sought.getLast());
          draw(1);
          assertThat(view.inSight().orElseThrow().toNanos()).isEqualTo(before.toNanos());
          return true;
        });
  }

  private Rectangle band() {
    return (Rectangle) Objects.requireNonNull(view.lookup(".band"));
  }

  @Test
  void aFewLettersChooseTheNodes() {
    shown(
        1,
        () -> {
          int all = frame().hits().size();
          ((TextField) Objects.requireNonNull(view.lookup("#spacetime-filter")))
              .setText("broker 1, broker 2");
          assertThat(draw(1).hits()).hasSizeLessThan(all).isNotEmpty();
          return true;
        });
  }

  @Test
  void nodesAreTickedInAListThatStaysOpen() {
    shown(
        1,
        () -> {
          NodesMenu menu = (NodesMenu) Objects.requireNonNull(view.lookup("#spacetime-nodes"));
          int all = frame().hits().size();
          assertThat(menu.getText()).isEqualTo("Nodes");
          Event.fireEvent(menu, new Event(MenuButton.ON_SHOWING));
          long nodes =
              menu.getItems().stream()
                  .filter(item -> item.getId() != null && !item.getId().endsWith("-all"))
                  .count();

          tick(menu, "broker-1");
          assertThat(draw(1).hits()).hasSizeLessThan(all).isNotEmpty();
          assertThat(menu.getText()).isEqualTo("%d of %d nodes".formatted(nodes - 1, nodes));
          tick(menu, "broker-1");
          assertThat(draw(1).hits()).hasSize(all);
          assertThat(menu.getText()).isEqualTo("Nodes");

          tick(menu, "all");
          assertThat(draw(1).hits()).isEmpty();
          tick(menu, "broker-1");
          tick(menu, "broker-2");
          int two = draw(1).hits().size();
          assertThat(menu.getText()).isEqualTo("2 of %d nodes".formatted(nodes));
          tick(menu, "all");
          assertThat(draw(1).hits()).hasSize(all);

          TextField filter = (TextField) Objects.requireNonNull(view.lookup("#spacetime-filter"));
          filter.setText("broker 1");
          tick(menu, "broker-2");
          assertThat(filter.getText()).as("what is ticked takes the place of letters").isEmpty();
          assertThat(draw(1).hits()).hasSize(two);
          return true;
        });
  }

  private static void tick(NodesMenu menu, String node) {
    MenuItem item =
        menu.getItems().stream()
            .filter(each -> ("spacetime-node-" + node).equals(each.getId()))
            .findFirst()
            .orElseThrow();
    assertThat(((CustomMenuItem) item).isHideOnClick()).isFalse();
    item.fire();
  }

  /** How much of the width a millisecond takes. */
  private static double lengthOf(SpaceTimeFrame.Hit hit) {
    return Math.abs(hit.x2() - hit.x1()) / (hit.toNanos() - hit.fromNanos());
  }

  private SpaceTimeFrame.Hit sameAs(SpaceTimeFrame.Hit hit) {
    draw(1);
    return frame().hits().stream()
        .filter(each -> each.selection().equals(hit.selection()))
        .findFirst()
        .orElseThrow();
  }

  private void wheel(boolean control, double deltaY) {
    double x = frame().plot().right() - 5;
    Event.fireEvent(
        canvas(),
        new ScrollEvent(
            ScrollEvent.SCROLL,
            x,
            50,
            x,
            50,
            false,
            control,
            false,
            false,
            false,
            false,
            0,
            deltaY,
            0,
            deltaY,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            new PickResult(canvas(), x, 50)));
  }

  private void key(KeyCode code) {
    ScrollPane scroll = (ScrollPane) Objects.requireNonNull(view.getCenter());
    Event.fireEvent(
        scroll, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, true, false, false));
  }
}
