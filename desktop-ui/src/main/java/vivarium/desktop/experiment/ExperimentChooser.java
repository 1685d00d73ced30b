package vivarium.desktop.experiment;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.choice.NarrowedList;
import vivarium.desktop.i18n.Texts;

/** The comparisons that come with the program, each with what there is to see. */
public final class ExperimentChooser extends VBox {

  private static final double WIDTH = 660;
  private static final double ROW = 84;
  private static final int ROWS = 5;

  private final ObservableValue<Texts> texts;
  private final Consumer<Experiment> chosen;
  private final NarrowedList<Experiment> experiments;

  /**
   * The list.
   *
   * @param chosen is given the one that is to be played
   * @param closed is run when none is
   */
  public ExperimentChooser(
      List<Experiment> shipped,
      ObservableValue<Texts> texts,
      Consumer<Experiment> chosen,
      Runnable closed) {
    super(8);
    this.texts = texts;
    this.chosen = chosen;
    setId("experiments");
    getStyleClass().add("palette");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    Label title = new Label();
    title.getStyleClass().add("keys-title");
    Label hint = new Label();
    hint.getStyleClass().add("palette-hint");
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    experiments =
        new NarrowedList<>("experiment", ROWS, ExperimentChooser::words, this::choose, closed);
    ListView<Experiment> list = experiments.list();
    list.setFixedCellSize(ROW);
    list.setCellFactory(unused -> new ExperimentCell());
    list.setPrefHeight(Math.min(ROWS, shipped.size()) * ROW + 2);
    experiments.offer(shipped);
    texts.subscribe(
        now -> {
          title.setText(now.get("experiment.choose"));
          hint.setText(now.get("experiment.chooseHint"));
          experiments.speak(
              now.get("experiment.choose"),
              now.get("experiment.find"),
              now.get("experiment.nothing"));
        });
    getChildren().addAll(title, experiments.find(), list, hint);
  }

  @Override
  public void requestFocus() {
    experiments.find().requestFocus();
  }

  /** In both languages, since Kafka's own words are English everywhere. */
  private static String words(Experiment experiment) {
    StringBuilder words = new StringBuilder();
    for (Texts each : List.of(Texts.ENGLISH, Texts.KOREAN)) {
      words.append(experiment.name().in(each.locale())).append(' ');
      words.append(experiment.about().in(each.locale())).append(' ');
    }
    return words.toString();
  }

  private void choose() {
    Experiment experiment = experiments.selected();
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
