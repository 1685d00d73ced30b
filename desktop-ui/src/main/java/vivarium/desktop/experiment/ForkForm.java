package vivarium.desktop.experiment;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.CommandWords;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/** What to change at the moment looked at: a command as it is typed, or another seed. */
public final class ForkForm extends VBox {

  private static final double WIDTH = 620;
  private static final double ROW = 26;
  private static final int ROWS = 6;

  private final ClusterModel model;
  private final Texts texts;
  private final Consumer<Fork.Change> chosen;
  private final Runnable closed;
  private final TextField field = new TextField();
  private final ListView<String> list = new ListView<>();
  private final Label answer = new Label();

  /**
   * The form.
   *
   * @param model what is true at the moment; it may not change while the form is open
   * @param atNanos the moment
   * @param hint what is to be known of this session, or empty
   * @param chosen is given the change
   * @param closed is run when there is none
   */
  public ForkForm(
      ClusterModel model,
      long atNanos,
      String hint,
      Texts texts,
      Consumer<Fork.Change> chosen,
      Runnable closed) {
    super(8);
    this.model = model;
    this.texts = texts;
    this.chosen = chosen;
    this.closed = closed;
    setId("fork");
    getStyleClass().add("palette");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    Label title = new Label(texts.get("fork.title", Units.shortClock(atNanos)));
    title.getStyleClass().add("keys-title");
    Label about = new Label(texts.get("fork.about"));
    about.getStyleClass().add("palette-hint");
    about.setWrapText(true);
    about.setMinHeight(Region.USE_PREF_SIZE);
    Label caveat = new Label(hint);
    caveat.getStyleClass().add("palette-answer");
    caveat.setWrapText(true);
    caveat.setMinHeight(Region.USE_PREF_SIZE);
    caveat.setVisible(!hint.isEmpty());
    caveat.setManaged(!hint.isEmpty());
    field.setId("fork-field");
    field.setPromptText(texts.get("fork.prompt"));
    field.setAccessibleText(texts.get("fork.prompt"));
    list.setId("fork-list");
    list.setFixedCellSize(ROW);
    list.setCellFactory(unused -> new ChangeCell());
    list.setFocusTraversable(false);
    list.setPrefHeight(ROWS * ROW + 2);
    list.setAccessibleText(texts.get("fork.suggestions"));
    list.setOnMouseClicked(event -> takeSuggestion());
    answer.setId("fork-answer");
    answer.getStyleClass().add("palette-answer");
    answer.setWrapText(true);
    answer.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(title, about, caveat, field, list, answer);
    field.textProperty().subscribe(this::search);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
  }

  @Override
  public void requestFocus() {
    field.requestFocus();
  }

  private void search(String typed) {
    List<String> found = ForkSuggestions.matching(model, typed, this::words);
    list.getItems().setAll(found);
    list.getSelectionModel().clearSelection();
    answer(typed.isBlank() || !found.isEmpty() ? "" : whyNot(typed));
  }

  private void answer(String why) {
    answer.setText(why);
    answer.setManaged(!why.isEmpty());
  }

  /** Why what is typed cannot be done at the moment; empty if it can. */
  private String whyNot(String typed) {
    try {
      if (Fork.parse(typed) instanceof Fork.Change.Do(var command)) {
        command.resolve(model, null);
      }
      return "";
    } catch (IllegalArgumentException e) {
      return new Narrator(texts).reason(String.valueOf(e.getMessage()));
    }
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> closed.run();
      case ENTER -> take();
      case DOWN -> move(1);
      case UP -> move(-1);
      case TAB -> takeSuggestion();
      default -> {
        return; // It is typed.
      }
    }
    event.consume();
  }

  private void move(int step) {
    int size = list.getItems().size();
    if (size > 0) {
      int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + step, size);
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - ROWS / 2));
    }
  }

  /** Puts the line that is picked, or the first, into the field. */
  private void takeSuggestion() {
    String picked = list.getSelectionModel().getSelectedItem();
    String taken =
        picked == null && !list.getItems().isEmpty() ? list.getItems().getFirst() : picked;
    if (taken != null) {
      field.setText(taken);
      field.end();
    }
  }

  private void take() {
    String picked = list.getSelectionModel().getSelectedItem();
    String typed = picked == null ? field.getText() : picked;
    String why = typed.isBlank() ? texts.get("fork.empty") : whyNot(typed);
    if (why.isEmpty()) {
      chosen.accept(Fork.parse(typed));
    } else {
      answer(why);
    }
  }

  /** A change: what it does, and beside it what one would type. */
  private final class ChangeCell extends ListCell<String> {

    private final Label words = new Label();
    private final Label typed = new Label();
    private final HBox line = new HBox(10, words, typed);

    ChangeCell() {
      words.setMinWidth(Region.USE_PREF_SIZE);
      typed.getStyleClass().addAll("palette-why", "mono");
      typed.setMinWidth(0);
      typed.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      typed.setMaxWidth(Double.MAX_VALUE);
      typed.setAlignment(Pos.CENTER_RIGHT);
      HBox.setHgrow(typed, Priority.ALWAYS);
      line.setAlignment(Pos.CENTER_LEFT);
      line.setPrefWidth(0); // As wide as the list, so that nothing scrolls sideways.
    }

    @Override
    protected void updateItem(@Nullable String change, boolean empty) {
      super.updateItem(change, empty);
      if (empty || change == null) {
        setGraphic(null);
        return;
      }
      String does = words(change);
      words.setText(does.isEmpty() ? change : does);
      typed.setText(does.isEmpty() ? "" : change);
      setAccessibleText(does + " " + change);
      setGraphic(line);
    }
  }

  /** What a suggestion does, none of which numbers a coordinator; empty if only its words tell. */
  private String words(String change) {
    return switch (Fork.parse(change)) {
      case Fork.Change.Do(var command) ->
          new CommandWords(texts, NodeId::controller).of(command).orElse("");
      case Fork.Change.Seed unused -> texts.get("fork.seed");
    };
  }
}
