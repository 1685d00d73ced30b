package vivarium.desktop.experiment;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Theme;
import vivarium.engine.event.Stamped;

/** What differs: the first difference in words, and the figures of both runs beside each other. */
final class DifferenceTable extends VBox {

  private static final double WIDTH = 320;

  private final ExperimentResult result;
  private final Runnable show;

  /**
   * A table.
   *
   * @param show looks at the first difference
   */
  DifferenceTable(ExperimentResult result, Runnable show) {
    super(6);
    this.result = result;
    this.show = show;
    getStyleClass().add("differences");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
  }

  void speak(Texts texts) {
    getChildren().clear();
    first(texts);
    getChildren().add(heading(texts.get("experiment.figures")));
    getChildren().add(figures(texts));
    Difference exact = result.inTraces();
    if (exact != null) {
      Label note =
          wrapped(texts.get("experiment.tracesPart", Units.clock(exact.atNanos())), Tone.MUTED);
      getChildren().add(note);
    }
  }

  private void first(Texts texts) {
    Difference first = result.first();
    if (first == null) {
      getChildren().add(heading(texts.get("experiment.noDifference")));
      return;
    }
    if (result.shown() == null) {
      getChildren().add(heading(texts.get("experiment.nothingShows")));
      return;
    }
    getChildren().add(heading(texts.get("experiment.firstAt", Units.shortClock(first.atNanos()))));
    getChildren().add(side("A", first.a(), "B", texts));
    getChildren().add(side("B", first.b(), "A", texts));
    Button button = new Button(texts.get("experiment.showDifference"));
    button.setId("experiment-difference");
    button.setOnAction(event -> show.run());
    button.setFocusTraversable(false);
    getChildren().add(button);
  }

  /** What a side did, or that it did nothing of what the other did, which may be read after it. */
  private static Label side(
      String letter, @Nullable Stamped stamped, String otherLetter, Texts texts) {
    String what =
        stamped == null
            ? texts.get("experiment.nothingThen", otherLetter)
            : new Narrator(texts).sentence(stamped);
    return wrapped(letter + "  " + what, stamped == null ? Tone.MUTED : Tone.PLAIN);
  }

  private GridPane figures(Texts texts) {
    Outcome a = result.a().outcome();
    Outcome b = result.b().outcome();
    GridPane grid = new GridPane(16, 4);
    grid.setId("experiment-figures");
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(names, new ColumnConstraints(), new ColumnConstraints());
    put(grid, 1, 0, value("A", Tone.MUTED));
    put(grid, 2, 0, value("B", Tone.MUTED));
    int row = 1;
    for (Measure measure : Outcome.worthShowing(a, b)) {
      boolean differs = a.of(measure) != b.of(measure);
      Label name = wrapped(measure.title(texts), differs ? Tone.PLAIN : Tone.MUTED);
      grid.add(name, 0, row);
      GridPane.setValignment(name, VPos.TOP);
      put(grid, 1, row, value(measure.format(a.of(measure)), tone(measure, a, differs)));
      put(grid, 2, row, value(measure.format(b.of(measure)), tone(measure, b, differs)));
      row++;
    }
    return grid;
  }

  /** Records that are lost are the loudest thing. */
  private static Tone tone(Measure measure, Outcome outcome, boolean differs) {
    boolean bad = measure == Measure.LOST && outcome.of(measure) > 0;
    return bad ? Tone.BAD : differs ? Tone.PLAIN : Tone.MUTED;
  }

  private static void put(GridPane grid, int column, int row, Label label) {
    grid.add(label, column, row);
    GridPane.setHalignment(label, HPos.RIGHT);
    GridPane.setValignment(label, VPos.TOP);
  }

  private static Label value(String text, Tone tone) {
    Label label = new Label(text);
    label.getStyleClass().add("mono");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setAlignment(Pos.TOP_RIGHT);
    Theme.tone(label, tone);
    return label;
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("heading");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label wrapped(String text, Tone tone) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    Theme.tone(label, tone);
    return label;
  }
}
