package vivarium.desktop.experiment;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;

/** The comparisons that come with the program, each with what there is to see. */
public final class ExperimentChooser extends VBox {

  private static final double WIDTH = 660;
  private static final double ROW = 84;
  private static final int ROWS = 5;

  private final ObservableValue<Texts> texts;
  private final Consumer<Experiment> chosen;
  private final Runnable closed;
  private final List<Experiment> all;
  private final ListView<Experiment> list = new ListView<>();
  private final TextField find = new TextField();
  private final Label nothing = new Label();

  /**
   * The list.
   *
   * @param chosen is given the one that is to be played
   * @param closed is run when none is
   */
  public ExperimentChooser(
      List<Experiment> experiments,
      ObservableValue<Texts> texts,
      Consumer<Experiment> chosen,
      Runnable closed) {
    super(8);
    this.texts = texts;
    this.chosen = chosen;
    this.closed = closed;
    setId("experiments");
    getStyleClass().add("palette");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    Label title = new Label();
    title.getStyleClass().add("keys-title");
    Label hint = new Label();
    hint.getStyleClass().add("palette-hint");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    list.setId("experiment-list");
    list.setFixedCellSize(ROW);
    all = List.copyOf(experiments);
    list.getItems().setAll(all);
    list.setCellFactory(unused -> new ExperimentCell());
    list.setPrefHeight(Math.min(ROWS, experiments.size()) * ROW + 2);
    list.getSelectionModel().select(0);
    list.setPlaceholder(nothing);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    find.setId("experiment-find");
    find.textProperty().subscribe(unused -> narrow());
    find.addEventFilter(KeyEvent.KEY_PRESSED, this::findKey);
    list.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            choose();
          }
        });
    texts.subscribe(
        now -> {
          title.setText(now.get("experiment.choose"));
          hint.setText(now.get("experiment.chooseHint"));
          find.setPromptText(now.get("experiment.find"));
          find.setAccessibleText(now.get("experiment.find"));
          nothing.setText(now.get("experiment.nothing"));
          list.setAccessibleText(now.get("experiment.choose"));
          list.refresh();
        });
    getChildren().addAll(title, find, list, hint);
  }

  @Override
  public void requestFocus() {
    find.requestFocus();
  }

  /** Leaves those of which the name, or what is said of them, has each word typed. */
  private void narrow() {
    List<String> words = List.of(find.getText().strip().toLowerCase(Locale.ROOT).split("\\s+"));
    list.getItems()
        .setAll(
            all.stream().filter(each -> words.stream().allMatch(words(each)::contains)).toList());
    list.getSelectionModel().select(0);
    list.scrollTo(0);
  }

  /** In both languages, since Kafka's own words are English everywhere. */
  private static String words(Experiment experiment) {
    StringBuilder words = new StringBuilder();
    for (Texts each : List.of(Texts.ENGLISH, Texts.KOREAN)) {
      words.append(experiment.name().in(each.locale())).append(' ');
      words.append(experiment.about().in(each.locale())).append(' ');
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  /** While it is narrowed, the list is walked through from the field. */
  private void findKey(KeyEvent event) {
    int step =
        switch (event.getCode()) {
          case DOWN -> 1;
          case UP -> -1;
          case PAGE_DOWN -> ROWS;
          case PAGE_UP -> -ROWS;
          default -> 0;
        };
    int size = list.getItems().size();
    if (step == 0) {
      key(event);
    } else if (size > 0) {
      int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + step, 0, size - 1);
      list.getSelectionModel().select(next);
      list.scrollTo(next);
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      choose();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      closed.run();
    } else {
      return;
    }
    event.consume();
  }

  private void choose() {
    Experiment experiment = list.getSelectionModel().getSelectedItem();
    if (experiment != null) {
      chosen.accept(experiment);
    }
  }

  private final class ExperimentCell extends ListCell<Experiment> {

    private final Label name = new Label();
    private final Label about = new Label();
    private final VBox box = new VBox(2, name, about);

    ExperimentCell() {
      about.getStyleClass().add("palette-why");
      about.setWrapText(true);
      name.setMinHeight(Region.USE_PREF_SIZE);
      box.setAlignment(Pos.CENTER_LEFT);
      box.setPrefWidth(0); // As wide as the list, so that nothing scrolls sideways.
    }

    @Override
    protected void updateItem(@Nullable Experiment experiment, boolean empty) {
      super.updateItem(experiment, empty);
      if (empty || experiment == null) {
        setGraphic(null);
        return;
      }
      Texts now = texts.getValue();
      name.setText(experiment.name().in(now.locale()));
      about.setText(experiment.about().in(now.locale()));
      setAccessibleText(name.getText() + ". " + about.getText());
      setGraphic(box);
    }
  }
}
