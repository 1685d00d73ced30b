package vivarium.desktop.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.InspectorView;

/** The right side of the window: the inspector, and in a narrow window the handle that folds it. */
final class InspectorSide extends HBox {

  /** In a window of less width, in pixels of the layout, the stage has the inspector's room. */
  static final double NARROW_WINDOW = 1000;

  private static final double MIN_WIDTH = 310;
  private static final double MAX_WIDTH = 400;
  private static final double SHARE = 0.22;
  private static final double MARGIN = 10;
  private static final double HANDLE_WIDTH = 26;

  private final Fold fold;
  private final FontIcon arrow = new FontIcon();
  private final Button handle = new Button("", arrow);

  InspectorSide(InspectorView inspector, Region window, ObservableValue<Texts> texts) {
    BooleanProperty narrow = new SimpleBooleanProperty();
    window
        .widthProperty()
        .subscribe(
            width -> narrow.set(width.doubleValue() > 0 && width.doubleValue() < NARROW_WINDOW));
    this.fold = new Fold(narrow);
    setId("inspector-side");
    inspector.setMinWidth(MIN_WIDTH);
    inspector
        .prefWidthProperty()
        .bind(
            window
                .widthProperty()
                .map(width -> Math.clamp(width.doubleValue() * SHARE, MIN_WIDTH, MAX_WIDTH)));
    HBox.setHgrow(inspector, Priority.ALWAYS);
    HBox.setMargin(inspector, new Insets(MARGIN, MARGIN, MARGIN, 0));
    handle.setId("inspector-handle");
    handle.getStyleClass().add("side-handle");
    handle.setOnAction(event -> fold.toggle());
    handle.setMinWidth(HANDLE_WIDTH);
    handle.setPrefWidth(HANDLE_WIDTH);
    handle.setMaxHeight(Double.MAX_VALUE);
    handle.setFocusTraversable(false);
    HBox.setMargin(handle, new Insets(MARGIN, 4, MARGIN, 4));
    handle.visibleProperty().bind(fold.foldedProperty().or(narrow));
    handle.managedProperty().bind(handle.visibleProperty());
    inspector.visibleProperty().bind(fold.foldedProperty().not());
    inspector.managedProperty().bind(inspector.visibleProperty());
    getChildren().addAll(handle, inspector);
    fold.foldedProperty().subscribe(unused -> speak(texts.getValue()));
    texts.subscribe(this::speak);
  }

  Fold fold() {
    return fold;
  }

  private void speak(Texts texts) {
    boolean folded = fold.isFolded();
    arrow.setIconCode(folded ? MaterialDesignC.CHEVRON_LEFT : MaterialDesignC.CHEVRON_RIGHT);
    String words =
        texts.get(folded ? "fold.openInspector" : "fold.closeInspector")
            + " ("
            + WindowAction.FOLD_INSPECTOR.keys()
            + ")";
    handle.setAccessibleText(words);
    handle.setTooltip(new Tooltip(words));
  }
}
