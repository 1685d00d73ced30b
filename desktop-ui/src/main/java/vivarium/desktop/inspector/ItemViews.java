package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Theme;
import vivarium.engine.api.Command;

/** Makes the controls for the parts of the inspector. */
final class ItemViews {

  private static final double FIRST_WEIGHT = 1.6;
  private static final double LAST_WEIGHT = 1.9;

  private final Consumer<Command> send;
  private final Consumer<Selection> select;

  ItemViews(Consumer<Command> send, Consumer<Selection> select) {
    this.send = send;
    this.select = select;
  }

  /** The controls of one part. */
  interface View {
    Node node();

    /** Shows the same part at another time. */
    void update(Item item);
  }

  private record Made(Node node, Consumer<Item> updater) implements View {
    @Override
    public void update(Item item) {
      updater.accept(item);
    }
  }

  View create(Item item) {
    return switch (item) {
      case Item.Heading(String unused, String text) -> label(text, "heading");
      case Item.Row unused -> row();
      case Item.Note unused -> note();
      case Item.Actions unused -> actions();
      case Item.RowAction unused -> rowAction();
      case Item.Setting setting -> new SettingView(setting, send);
      case Item.Table unused -> table();
      case Item.Form form -> new FormView(form, send);
    };
  }

  private static View label(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return new Made(label, unused -> {});
  }

  private static View row() {
    Label name = new Label();
    name.getStyleClass().add("label-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label value = new Label();
    value.getStyleClass().add("value");
    value.setMaxWidth(Double.MAX_VALUE);
    value.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(value, Priority.ALWAYS);
    HBox box = new HBox(8, name, value);
    return new Made(
        box,
        item -> {
          if (item instanceof Item.Row row) {
            name.setText(row.label());
            value.setText(row.value());
            value.setId("row-" + row.key());
            Theme.tone(value, row.tone());
          }
        });
  }

  private static View note() {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("note");
    return new Made(
        label,
        item -> {
          if (item instanceof Item.Note note) {
            label.setText(note.text());
            Theme.tone(label, note.tone());
          }
        });
  }

  private View actions() {
    FlowPane box = new FlowPane(6, 6);
    List<Action> shown = new ArrayList<>();
    return new Made(
        box,
        item -> {
          if (item instanceof Item.Actions actions && !actions.actions().equals(shown)) {
            shown.clear();
            shown.addAll(actions.actions());
            box.getChildren().setAll(shown.stream().map(this::button).toList());
            box.setManaged(!shown.isEmpty());
          }
        });
  }

  private Button button(Action action) {
    Button button = new Button(action.label());
    button.setId("action-" + action.id());
    button.setMnemonicParsing(false);
    style(button, action.manner());
    button.setOnAction(event -> send.accept(action.command()));
    return button;
  }

  private static void style(Node node, Manner manner) {
    node.getStyleClass().removeAll("breaks", "mends");
    switch (manner) {
      case PLAIN -> {}
      case BREAKS -> node.getStyleClass().add("breaks");
      case MENDS -> node.getStyleClass().add("mends");
    }
  }

  private View rowAction() {
    Label name = new Label();
    name.getStyleClass().add("label-name");
    Label value = new Label();
    value.getStyleClass().add("value");
    value.setMaxWidth(Double.MAX_VALUE);
    value.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(value, Priority.ALWAYS);
    Button button = new Button();
    button.getStyleClass().add("small-button");
    button.setMnemonicParsing(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(8, name, value, button);
    box.setAlignment(Pos.CENTER_LEFT);
    return new Made(
        box,
        item -> {
          if (item instanceof Item.RowAction row) {
            name.setText(row.label());
            value.setText(row.value());
            Theme.tone(value, row.tone());
            button.setText(row.action().label());
            button.setId("action-" + row.action().id());
            button.setAccessibleText(row.action().label() + " " + row.label());
            style(button, row.action().manner());
            button.setOnAction(event -> send.accept(row.action().command()));
          }
        });
  }

  private View table() {
    VBox box = new VBox();
    List<Object> shown = new ArrayList<>();
    return new Made(
        box,
        item -> {
          if (item instanceof Item.Table table && !List.of(table).equals(shown)) {
            shown.clear();
            shown.add(table);
            fill(box, table);
          }
        });
  }

  private void fill(VBox box, Item.Table table) {
    box.getChildren().clear();
    box.getChildren().add(line(table.columns(), "column", table.columns()));
    for (Item.Line line : table.lines()) {
      GridPane grid = line(line.cells(), "cell", table.columns());
      grid.getChildren().stream()
          .filter(Label.class::isInstance)
          .forEach(label -> Theme.tone((Label) label, line.tone()));
      grid.getStyleClass().add("clickable");
      grid.setFocusTraversable(true);
      grid.setAccessibleText(String.join(" ", line.cells()));
      grid.setOnMouseClicked(event -> select.accept(line.selection()));
      grid.setOnKeyPressed(
          event -> {
            if (event.getCode() == KeyCode.ENTER) {
              select.accept(line.selection());
            }
          });
      box.getChildren().add(grid);
    }
  }

  private static GridPane line(List<String> cells, String styleClass, List<String> columns) {
    GridPane grid = new GridPane(6, 0);
    grid.getStyleClass().add("table-line");
    for (int i = 0; i < cells.size(); i++) {
      Label label = new Label(cells.get(i));
      label.getStyleClass().add(styleClass);
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setPercentWidth(100 * weight(i, columns.size()) / weights(columns.size()));
      constraints.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
      grid.getColumnConstraints().add(constraints);
      grid.add(label, i, 0);
    }
    return grid;
  }

  /** Names stand in the first and the last column, numbers in between. */
  private static double weight(int column, int columns) {
    return column == 0 ? FIRST_WEIGHT : column == columns - 1 ? LAST_WEIGHT : 1;
  }

  private static double weights(int columns) {
    return FIRST_WEIGHT + LAST_WEIGHT + columns - 2;
  }
}
