package vivarium.desktop.shell;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.theme.Plate;

/**
 * What lies under the stage: one of several contents, and a row of buttons that say which. Its
 * upper edge can be dragged; until it is, what lists many things has more room than the events. In
 * a low window it is folded to its buttons until a person opens it.
 */
public final class LowerPane extends BorderPane {

  /** Less shows nothing of use. */
  static final double MIN_HEIGHT = 188;

  /** A height that nobody has chosen. */
  public static final double AUTOMATIC_HEIGHT = 0;

  private static final double SHARE_OF_LISTS = 0.36;

  /** In a window of less height, in pixels of the layout, the stage has the pane's room. */
  private static final double LOW_WINDOW = 760;

  /** Who drags the edge further down folds the pane. */
  private static final double FOLDS_BELOW = 0.6 * MIN_HEIGHT;

  private static final double GRIP = 6;

  private final WindowActions actions;
  private final Region window;
  private final ObservableDoubleValue mostHeight;
  private final Map<WindowAction, Tab> tabs = new LinkedHashMap<>();
  private final ToggleGroup group = new ToggleGroup();
  private final HBox row = new HBox();
  private final StackPane content = new StackPane();
  private final Button folder = new Button();
  private final Fold fold;
  private final DoubleProperty chosenHeight = new SimpleDoubleProperty(AUTOMATIC_HEIGHT);
  private @Nullable Tab shown;
  private double draggedFrom;

  /** One content. */
  private record Tab(
      WindowAction action, String textKey, ToggleButton button, Region content, Runnable pulse) {}

  /**
   * An empty pane.
   *
   * @param window of whose height it takes its share
   * @param mostHeight what the stage can spare, in pixels; {@link #MIN_HEIGHT} is taken anyway
   * @param head stands beside the buttons, whatever is shown
   */
  LowerPane(WindowActions actions, Region window, ObservableDoubleValue mostHeight, Region head) {
    this.actions = actions;
    this.window = window;
    this.mostHeight = mostHeight;
    setId("lower");
    getStyleClass().add("lower");
    row.getStyleClass().add("tabs");
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(head, Priority.ALWAYS);
    BooleanProperty low = new SimpleBooleanProperty();
    window
        .heightProperty()
        .subscribe(
            height -> low.set(height.doubleValue() > 0 && height.doubleValue() < LOW_WINDOW));
    fold = new Fold(low);
    folder.setId("fold-lower");
    folder.getStyleClass().add("tab-button");
    folder.setFocusTraversable(false);
    folder.setMinWidth(Region.USE_PREF_SIZE);
    folder.setOnAction(event -> actions.run(WindowAction.FOLD_LOWER));
    HBox top = new HBox(row, folder, head);
    top.setAlignment(Pos.CENTER_LEFT);
    setTop(top);
    Plate.under(this, getChildren());
    chosenHeight.subscribe(unused -> fit());
    window.heightProperty().subscribe(unused -> fit());
    mostHeight.subscribe(unused -> fit());
    fold.foldedProperty().subscribe(this::folded);
    addEventFilter(MouseEvent.MOUSE_MOVED, this::showGrip);
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::grip);
    addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventFilter(MouseEvent.MOUSE_RELEASED, event -> draggedFrom = 0);
  }

  /**
   * Adds a content; the first is shown at once.
   *
   * @param action what shows it, by key and from the palette
   * @param textKey what its button says
   * @param pulse is called once a frame while it is shown
   */
  void add(WindowAction action, String textKey, Region tabContent, Runnable pulse) {
    ToggleButton button = new ToggleButton();
    button.setId("tab-" + action.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().add("tab-button");
    button.setMinWidth(USE_PREF_SIZE);
    button.setToggleGroup(group);
    button.setOnAction(
        event ->
            actions.run(
                shown != null && shown.action() == action && !fold.isFolded()
                    ? WindowAction.FOLD_LOWER
                    : action));
    Tab tab = new Tab(action, textKey, button, tabContent, pulse);
    tabs.put(action, tab);
    row.getChildren().add(button);
    tabContent.setVisible(false);
    tabContent.setManaged(false);
    tabContent.setMinSize(0, 0);
    content.getChildren().add(tabContent);
    actions.on(action, () -> show(action));
    if (shown == null) {
      choose(action);
    }
  }

  /** Whether only the buttons are in sight. */
  Fold fold() {
    return fold;
  }

  private void folded(boolean now) {
    setCenter(now ? null : content);
    setMinHeight(now ? USE_PREF_SIZE : MIN_HEIGHT);
    folder.setGraphic(
        new FontIcon(now ? MaterialDesignC.CHEVRON_UP : MaterialDesignC.CHEVRON_DOWN));
    if (shown != null) {
      shown.button().setSelected(!now);
    }
    fit();
    pulse();
  }

  /** Shows one content in place of the one before, also if the pane was folded. */
  void show(WindowAction action) {
    choose(action);
    fold.open();
  }

  private void choose(WindowAction action) {
    Tab wanted = tabs.get(action);
    if (wanted == null) {
      throw new IllegalArgumentException("nothing is shown by " + action);
    }
    shown = wanted;
    for (Tab tab : tabs.values()) {
      tab.content().setVisible(tab == wanted);
      tab.content().setManaged(tab == wanted);
    }
    wanted.button().setSelected(!fold.isFolded());
    fit();
    wanted.pulse().run();
  }

  /** Whether this content is in sight. */
  boolean shows(WindowAction action) {
    return shown != null && shown.action() == action && getScene() != null && !fold.isFolded();
  }

  /** Keeps what is shown up to date. Call it once a frame. */
  void pulse() {
    if (shown != null && getScene() != null && !fold.isFolded()) {
      shown.pulse().run();
    }
  }

  void speak(Texts texts) {
    String words = WindowAction.FOLD_LOWER.title(texts);
    folder.setAccessibleText(words);
    folder.setTooltip(new Tooltip(words + " (" + WindowAction.FOLD_LOWER.keys() + ")"));
    for (Tab tab : tabs.values()) {
      tab.button().setText(texts.get(tab.textKey()));
      tab.button()
          .setTooltip(new Tooltip(tab.action().title(texts) + " (" + tab.action().keys() + ")"));
    }
  }

  /** How high a person has made it, or {@link #AUTOMATIC_HEIGHT}. */
  DoubleProperty chosenHeightProperty() {
    return chosenHeight;
  }

  private void fit() {
    if (fold.isFolded()) {
      setPrefHeight(USE_COMPUTED_SIZE);
      return;
    }
    double room = window.getHeight();
    boolean lists = shown != null && shown.action() != WindowAction.EVENTS;
    double wanted =
        chosenHeight.get() > AUTOMATIC_HEIGHT
            ? chosenHeight.get()
            : lists ? room * SHARE_OF_LISTS : MIN_HEIGHT;
    setPrefHeight(limited(wanted));
  }

  private double limited(double height) {
    return Math.max(MIN_HEIGHT, Math.min(height, mostHeight.get()));
  }

  private boolean isOnGrip(MouseEvent event) {
    return sceneToLocal(event.getSceneX(), event.getSceneY()).getY() <= GRIP;
  }

  private void showGrip(MouseEvent event) {
    setCursor(isOnGrip(event) ? Cursor.V_RESIZE : null);
  }

  private void grip(MouseEvent event) {
    if (isOnGrip(event)) {
      draggedFrom = getHeight();
      event.consume();
    }
  }

  private void drag(MouseEvent event) {
    if (draggedFrom > 0) {
      double up = -sceneToLocal(event.getSceneX(), event.getSceneY()).getY();
      double wanted = getHeight() + up;
      if (wanted < FOLDS_BELOW) {
        fold.close();
      } else {
        fold.open();
        chosenHeight.set(limited(wanted));
      }
      event.consume();
    }
  }
}
