package vivarium.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A field above the stage, how its words may go on and what is said of them: on one line, or on two
 * where it is narrow, so that none of it is cut.
 */
class FormBar extends VBox {

  /** With less, what belongs to the field stands below it. */
  private static final double ONE_LINE_WIDTH = 1000;

  private final BooleanProperty narrow = new SimpleBooleanProperty();
  private final HBox line = new HBox(10);
  private final HBox rest = new HBox(10);

  FormBar() {
    getStyleClass().add("filter-bar");
    managedProperty().bind(visibleProperty());
    setVisible(false);
    line.setAlignment(Pos.CENTER_LEFT);
    rest.setAlignment(Pos.CENTER_LEFT);
    rest.getStyleClass().add("filter-rest");
    HBox.setHgrow(rest, Priority.ALWAYS);
  }

  /**
   * Fills the bar.
   *
   * @param completions how the words may go on
   * @param answer what is said of them
   * @param form the field and what is always beside it
   */
  final void hold(WholeRow completions, Label answer, Region... form) {
    completions.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(completions, Priority.ALWAYS);
    answer.getStyleClass().add("filter-answer");
    answer.setMinWidth(0);
    answer.setWrapText(true);
    rest.getChildren().setAll(answer, completions);
    line.getChildren().setAll(form);
    getChildren().setAll(line);
    widthProperty().subscribe(width -> narrow.set(width.doubleValue() < ONE_LINE_WIDTH));
    narrow.subscribe(this::arrange);
    // A second line stands there only with something in it.
    rest.managedProperty()
        .bind(
            narrow
                .not()
                .or(answer.textProperty().isNotEmpty())
                .or(Bindings.isNotEmpty(completions.getChildren())));
    rest.visibleProperty().bind(rest.managedProperty());
  }

  private void arrange(boolean isNarrow) {
    Node parent = rest.getParent();
    if (isNarrow && parent != this) {
      line.getChildren().remove(rest);
      getChildren().add(rest);
    } else if (!isNarrow && parent != line) {
      getChildren().remove(rest);
      line.getChildren().add(rest);
    }
  }
}
