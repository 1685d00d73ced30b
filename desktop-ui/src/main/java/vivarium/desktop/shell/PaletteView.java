package vivarium.desktop.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.Offer;
import vivarium.desktop.i18n.Texts;

/**
 * The command palette: a field, and below it what can be done, narrowed by each letter. The picture
 * goes on behind it. What cannot be done now is grey and says why; what loses something for good is
 * done at the second Enter.
 */
final class PaletteView extends VBox {

  private static final double WIDTH = 620;
  private static final double ROW = 30;
  private static final int ROWS = 10;

  private final ShellViewModel model;
  private final WindowActions actions;
  private final Runnable done;
  private final TextField field = new TextField();
  private final ListView<Offer> list = new ListView<>();
  private final Label answer = new Label();
  private @Nullable Offer asked;

  /**
   * The palette, not shown yet.
   *
   * @param done gives the keys back to the stage
   */
  PaletteView(ShellViewModel model, WindowActions actions, Runnable done) {
    super(8);
    this.model = model;
    this.actions = actions;
    this.done = done;
    setId("palette");
    getStyleClass().add("palette");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    field.setId("palette-field");
    list.setId("palette-list");
    list.setFocusTraversable(false);
    list.setFixedCellSize(ROW);
    list.managedProperty().bind(list.visibleProperty());
    list.setCellFactory(unused -> new OfferCell());
    answer.setId("palette-answer");
    answer.getStyleClass().add("palette-answer");
    answer.setWrapText(true);
    answer.setMinHeight(Region.USE_PREF_SIZE);
    answer.managedProperty().bind(answer.textProperty().isNotEmpty());
    getChildren().addAll(field, list, answer);
    field.textProperty().subscribe(this::search);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.getSelectionModel().selectedItemProperty().subscribe(this::explain);
    list.setOnMouseClicked(event -> take());
  }

  void speak(Texts texts) {
    field.setPromptText(texts.get("palette.prompt"));
    field.setAccessibleText(texts.get("palette.name"));
    list.setAccessibleText(texts.get("palette.list"));
  }

  void open() {
    setVisible(true);
    field.clear();
    search("");
    field.requestFocus();
  }

  private void search(String typed) {
    if (!isVisible()) {
      return;
    }
    List<Offer> offers = model.offers(actions).matching(typed);
    list.getItems().setAll(offers);
    list.setVisible(!offers.isEmpty());
    list.setPrefHeight(Math.min(ROWS, offers.size()) * ROW + 2);
    list.setMinHeight(list.getPrefHeight());
    list.scrollTo(0);
    list.getSelectionModel().select(0);
    if (offers.isEmpty()) {
      say("palette.nothing");
    }
  }

  private void say(String key) {
    answer.setText(model.textsProperty().get().get(key));
  }

  private void explain(@Nullable Offer offer) {
    asked = null;
    if (offer != null) {
      answer.setText(offer.unavailable());
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
    } else if (event.getCode() == KeyCode.ENTER) {
      take();
    } else if (event.getCode() == KeyCode.DOWN) {
      move(1);
    } else if (event.getCode() == KeyCode.UP) {
      move(-1);
    } else if (event.getCode() == KeyCode.PAGE_DOWN) {
      move(ROWS);
    } else if (event.getCode() == KeyCode.PAGE_UP) {
      move(-ROWS);
    } else if (event.getCode() != KeyCode.TAB) {
      return; // It is typed. A Tab would only lead away from here.
    }
    event.consume();
  }

  private void move(int step) {
    int size = list.getItems().size();
    if (size > 0) {
      int now = list.getSelectionModel().getSelectedIndex();
      int next =
          Math.abs(step) == 1
              ? Math.floorMod(now + step, size)
              : Math.clamp(now + step, 0, size - 1);
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - ROWS / 2));
    }
  }

  private void take() {
    Offer offer = list.getSelectionModel().getSelectedItem();
    if (offer == null || !offer.isAvailable()) {
      return;
    }
    if (offer.confirmation().isEmpty() || offer == asked) {
      close();
      offer.run().run();
    } else {
      asked = offer;
      answer.setText(offer.confirmation() + " " + model.textsProperty().get().get("palette.again"));
    }
  }

  void close() {
    setVisible(false);
    done.run();
  }

  /** A line: what it does, and its keys or why it cannot be done. */
  private static final class OfferCell extends ListCell<Offer> {

    private final Label title = new Label();
    private final Label why = new Label();
    private final Label keys = new Label();
    private final HBox line = new HBox(10, title, why, keys);

    OfferCell() {
      title.setMinWidth(0);
      why.getStyleClass().add("palette-why");
      why.setMinWidth(0);
      why.setMaxWidth(Double.MAX_VALUE);
      why.setAlignment(Pos.CENTER_RIGHT);
      HBox.setHgrow(why, Priority.ALWAYS);
      keys.getStyleClass().add("key");
      keys.setMinWidth(Region.USE_PREF_SIZE);
      line.setAlignment(Pos.CENTER_LEFT);
      // As wide as the list, so that what does not fit is cut and nothing scrolls sideways.
      line.setPrefWidth(0);
    }

    @Override
    protected void updateItem(Offer offer, boolean empty) {
      super.updateItem(offer, empty);
      if (empty || offer == null) {
        setGraphic(null);
        return;
      }
      title.setText(offer.title());
      title.setMinWidth(offer.isAvailable() ? 0 : Region.USE_PREF_SIZE); // The rest is said below.
      why.setText(offer.unavailable());
      keys.setText(offer.keys());
      keys.setVisible(!offer.keys().isEmpty());
      keys.setManaged(!offer.keys().isEmpty());
      getStyleClass().remove("unavailable");
      if (!offer.isAvailable()) {
        getStyleClass().add("unavailable");
      }
      setGraphic(line);
    }
  }
}
