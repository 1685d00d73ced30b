package vivarium.desktop.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;

/**
 * The list of keys, over the stage. Keys that do the same either way share a line, and what takes
 * long to say is said shortly, so that all fits a small window.
 */
final class KeysView extends VBox {

  private static final int COLUMNS = 2;

  /** So much room has each column for what a key does, whatever stands in it. */
  private static final double MEANING_WIDTH = 182;

  private static final List<Line> TOGETHER =
      List.of(
          new Line(List.of(WindowAction.SAVE_SCENARIO, WindowAction.SAVE_RECORDING), "keys.saves"),
          new Line(List.of(WindowAction.EXPORT_PICTURE, WindowAction.EXPORT_FILM), "keys.pictures"),
          new Line(List.of(WindowAction.KILL_LEADER), "keys.leaders"),
          new Line(List.of(WindowAction.FIT), "keys.everything"),
          new Line(List.of(WindowAction.STEP_BACK, WindowAction.STEP), "keys.steps"),
          new Line(
              List.of(WindowAction.STEP_EVENT_BACK, WindowAction.STEP_EVENT),
              "keys.stepsOfAnyKind"),
          new Line(List.of(WindowAction.HOP_BACK, WindowAction.HOP), "keys.hops"),
          new Line(List.of(WindowAction.EARLIEST, WindowAction.LIVE), "keys.ends"),
          new Line(List.of(WindowAction.SLOWER, WindowAction.FASTER), "keys.speeds"),
          new Line(List.of(WindowAction.PREVIOUS_BROKER, WindowAction.NEXT_BROKER), "keys.brokers"),
          new Line(
              List.of(WindowAction.PREVIOUS_PARTITION, WindowAction.NEXT_PARTITION),
              "keys.partitions"),
          new Line(
              List.of(WindowAction.KILL, WindowAction.RESTART, WindowAction.FREEZE),
              "keys.processes"),
          new Line(List.of(WindowAction.ZOOM_IN, WindowAction.ZOOM_OUT), "keys.zooms"),
          new Line(List.of(WindowAction.PAN_LEFT, WindowAction.PAN_RIGHT), "keys.pansAcross"),
          new Line(List.of(WindowAction.PAN_UP, WindowAction.PAN_DOWN), "keys.pansDown"),
          new Line(List.of(WindowAction.FOLD_LOWER, WindowAction.FOLD_INSPECTOR), "keys.folds"),
          new Line(List.of(WindowAction.LARGER, WindowAction.SMALLER), "keys.sizes"),
          new Line(
              List.of(
                  WindowAction.EVENTS,
                  WindowAction.CHARTS,
                  WindowAction.TABLES,
                  WindowAction.RECORDS,
                  WindowAction.TREE,
                  WindowAction.SPACE_TIME),
              "keys.panes"));

  KeysView() {
    super(12);
    getStyleClass().add("keys");
    setId("keys");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    setVisible(false);
  }

  /**
   * One line of the list.
   *
   * @param meaning what it says; in {@link #TOGETHER} the key of the text
   */
  record Line(List<WindowAction> actions, String meaning) {}

  /** All that has a key, in the order of the actions. */
  static List<Line> lines(Texts texts) {
    List<Line> lines = new ArrayList<>();
    for (WindowAction action : WindowAction.values()) {
      if (action.keys().isEmpty() || isIn(lines, action)) {
        continue;
      }
      lines.add(
          TOGETHER.stream()
              .filter(line -> line.actions().contains(action))
              .findFirst()
              .map(line -> new Line(line.actions(), texts.get(line.meaning())))
              .orElseGet(() -> new Line(List.of(action), action.title(texts))));
    }
    return lines;
  }

  private static boolean isIn(List<Line> lines, WindowAction action) {
    return lines.stream().anyMatch(line -> line.actions().contains(action));
  }

  /** What is done with the mouse and a key together has no action of its own. */
  private static List<Shown> shown(Texts texts) {
    List<Shown> shown = new ArrayList<>();
    for (Line line : lines(texts)) {
      shown.add(
          new Shown(line.actions().stream().map(WindowAction::keys).toList(), line.meaning()));
    }
    shown.add(new Shown(List.of(texts.get("keys.ctrlDrag")), texts.get("keys.band")));
    shown.add(new Shown(List.of(texts.get("keys.shiftDrag")), texts.get("keys.moves")));
    return shown;
  }

  /** A line as it stands there. */
  private record Shown(List<String> keys, String meaning) {}

  void speak(Texts texts) {
    Label title = new Label(texts.get("keys.title"));
    title.getStyleClass().add("keys-title");
    GridPane grid = new GridPane(12, 2);
    for (int i = 0; i < COLUMNS; i++) {
      ColumnConstraints meanings = new ColumnConstraints();
      meanings.setPrefWidth(MEANING_WIDTH);
      grid.getColumnConstraints().addAll(new ColumnConstraints(), meanings);
    }
    List<Shown> lines = shown(texts);
    int rows = (lines.size() + COLUMNS - 1) / COLUMNS;
    for (int i = 0; i < lines.size(); i++) {
      HBox keys = new HBox(4);
      for (String name : lines.get(i).keys()) {
        Label key = new Label(name);
        key.getStyleClass().add("key");
        key.setMinWidth(Region.USE_PREF_SIZE);
        keys.getChildren().add(key);
      }
      grid.add(keys, 2 * (i / rows), i % rows);
      Label meaning = new Label(lines.get(i).meaning());
      meaning.setWrapText(true);
      meaning.setMinHeight(Region.USE_PREF_SIZE);
      grid.add(meaning, 2 * (i / rows) + 1, i % rows);
    }
    // Where there is too little room for all, it is scrolled through.
    ScrollPane room = new ScrollPane(grid);
    room.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    room.setFitToWidth(true);
    room.setMinHeight(0);
    getChildren().setAll(title, room);
  }
}
