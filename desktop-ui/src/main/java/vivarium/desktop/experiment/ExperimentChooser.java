package vivarium.desktop.experiment;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
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
  private final ListView<Experiment> list = new ListView<>();

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
    list.getItems().setAll(experiments);
    list.setCellFactory(unused -> new ExperimentCell());
    list.setPrefHeight(Math.min(ROWS, experiments.size()) * ROW + 2);
    list.getSelectionModel().select(0);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
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
          list.setAccessibleText(now.get("experiment.choose"));
          list.refresh();
        });
    getChildren().addAll(title, list, hint);
  }

  @Override
  public void requestFocus() {
    list.requestFocus();
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
