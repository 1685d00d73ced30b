package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Theme;

/** A table of the inspector. As long as it has as many lines, only what they say is changed. */
final class TableItemView implements ItemViews.View {

  /** The gap between two columns, in letters. */
  private static final double GAP_LETTERS = 1.2;

  /** A narrow column takes at least as much as this many letters. */
  private static final int MIN_COLUMN_LETTERS = 3;

  /** How much wider a Korean letter is than one of the numbers in a table. */
  private static final double WIDE_LETTER = 1.7;

  private final Consumer<Selection> select;
  private final Consumer<Label> define;
  private final VBox box = new VBox();
  private final List<Line> lines = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param select is given what a clicked line stands for
   * @param define has a heading explain its name
   */
  TableItemView(Consumer<Selection> select, Consumer<Label> define) {
    this.select = select;
    this.define = define;
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void update(Item item) {
    if (!(item instanceof Item.Table table)) {
      return;
    }
    List<ColumnConstraints> columns = columns(table);
    while (lines.size() > table.lines().size() + 1) {
      lines.removeLast();
      box.getChildren().removeLast();
    }
    show(0, table.columns(), columns);
    for (int i = 0; i < table.lines().size(); i++) {
      Item.Line line = table.lines().get(i);
      show(i + 1, line.cells(), columns);
      lines.get(i + 1).become(line);
    }
  }

  private void show(int index, List<String> cells, List<ColumnConstraints> columns) {
    if (index == lines.size()) {
      Line line = new Line(index == 0, cells.size());
      lines.add(line);
      box.getChildren().add(line.grid);
    }
    lines.get(index).say(cells, columns);
  }

  private final class Line {

    private final boolean heading;
    private final GridPane grid = new GridPane();
    private final List<Label> labels = new ArrayList<>();
    private List<Double> widths = List.of();
    private Selection selection = Selection.CLUSTER;

    Line(boolean heading, int cells) {
      this.heading = heading;
      grid.getStyleClass().add("table-line");
      for (int i = 0; i < cells; i++) {
        Label label = new Label();
        label.getStyleClass().add(heading ? "column" : "cell");
        // What is cut must keep its end: there stands the partition's number.
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        label.setMinWidth(0);
        labels.add(label);
        grid.add(label, i, 0);
      }
      if (!heading) {
        grid.getStyleClass().add("clickable");
        grid.setFocusTraversable(true);
        grid.setOnMouseClicked(event -> select.accept(selection));
        grid.setOnKeyPressed(
            event -> {
              if (event.getCode() == KeyCode.ENTER) {
                select.accept(selection);
              }
            });
      }
    }

    void say(List<String> cells, List<ColumnConstraints> columns) {
      List<Double> shares = columns.stream().map(ColumnConstraints::getPercentWidth).toList();
      if (!shares.equals(widths)) {
        widths = shares;
        grid.getColumnConstraints().setAll(columns);
      }
      for (int i = 0; i < cells.size(); i++) {
        Label label = labels.get(i);
        if (!label.getText().equals(cells.get(i))) {
          label.setText(cells.get(i));
          if (heading) {
            define.accept(label);
          }
        }
      }
    }

    void become(Item.Line line) {
      selection = line.selection();
      grid.setAccessibleText(String.join(" ", line.cells()));
      labels.forEach(label -> Theme.tone(label, line.tone()));
    }
  }

  /** Columns that share the width by how much stands in them. */
  private static List<ColumnConstraints> columns(Item.Table table) {
    double[] letters = new double[table.columns().size()];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = Math.max(MIN_COLUMN_LETTERS, letters(table.columns().get(i)));
      for (Item.Line line : table.lines()) {
        letters[i] = Math.max(letters[i], letters(line.cells().get(i)));
      }
      letters[i] += i == 0 ? 0 : GAP_LETTERS;
    }
    double all = Arrays.stream(letters).sum();
    List<ColumnConstraints> columns = new ArrayList<>();
    for (int i = 0; i < letters.length; i++) {
      ColumnConstraints constraints = new ColumnConstraints();
      constraints.setPercentWidth(100 * letters[i] / all);
      constraints.setHalignment(i == 0 ? HPos.LEFT : HPos.RIGHT);
      columns.add(constraints);
    }
    return columns;
  }

  private static double letters(String text) {
    return text.codePoints()
        .mapToDouble(each -> Character.isIdeographic(each) || each >= 0xAC00 ? WIDE_LETTER : 1)
        .sum();
  }
}
