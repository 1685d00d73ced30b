package vivarium.desktop.shell;

import java.io.File;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.choice.NarrowedList;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.scenario.Scenario;

/**
 * The scenarios that can be opened, each with what there is to see, and before them the files and
 * sessions that a person had to do with last. The cluster that runs would end by it: it says so,
 * and only the button or Enter opens.
 */
final class ScenarioChooser extends VBox {

  /** The id of the list, whose keys are its own. */
  static final String LIST = "scenario-list";

  private static final double WIDTH = 620;
  private static final double ROW = 76;
  private static final int ROWS = 4;

  private final ShellViewModel model;
  private final Runnable done;
  private final NarrowedList<Entry> entries;
  private final Label title = new Label();
  private final Label warning = new Label();
  private final Button open = new Button();
  private final Button file = new Button();
  private final Map<ScenarioShelf.Recent, SessionSummary> summaries = new HashMap<>();
  private @Nullable ScenarioShelf shelf;

  /** A line of the list. */
  private sealed interface Entry {

    record Shipped(Scenario scenario) implements Entry {}

    record Known(ScenarioShelf.Recent recent) implements Entry {}
  }

  /**
   * The list, not shown yet.
   *
   * @param done gives the keys back to the stage
   */
  ScenarioChooser(ShellViewModel model, Runnable done) {
    super(8);
    this.model = model;
    this.done = done;
    setId("scenarios");
    getStyleClass().add("palette");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setVisible(false);
    managedProperty().bind(visibleProperty());
    title.getStyleClass().add("keys-title");
    warning.setId("scenario-warning");
    warning.getStyleClass().add("palette-answer");
    warning.setWrapText(true);
    warning.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(warning, Priority.ALWAYS);
    warning.setMaxWidth(Double.MAX_VALUE);
    entries = new NarrowedList<>("scenario", ROWS, this::words, this::openChosen, this::close);
    ListView<Entry> list = entries.list();
    list.setMinHeight(ROW); // Where there is little room, the list gives way to what is below it.
    list.setCellFactory(unused -> new EntryCell());
    open.setId("scenario-open");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.setOnAction(event -> openChosen());
    open.disableProperty()
        .bind(
            list.getSelectionModel()
                .selectedItemProperty()
                .map(entry -> entry instanceof Entry.Known(var recent) && recent.missing())
                .orElse(true));
    file.setId("scenario-file");
    file.setMinWidth(Region.USE_PREF_SIZE);
    file.setOnAction(event -> askForFile());
    HBox bottom = new HBox(8, warning, file, open);
    bottom.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, entries.find(), list, bottom);
  }

  /** Says where scenarios come from; before that there are none to be opened. */
  void offer(ScenarioShelf scenarios) {
    shelf = scenarios;
  }

  void speak(Texts texts) {
    title.setText(texts.get("scenario.title"));
    warn(texts);
    open.setText(texts.get("scenario.open"));
    file.setText(texts.get("scenario.file"));
    entries.speak(
        texts.get("scenario.title"), texts.get("scenario.find"), texts.get("scenario.nothing"));
  }

  /** What opening another does to what is shown: a recording ends nothing. */
  private void warn(Texts texts) {
    warning.setText(
        model.session().isRecording() ? texts.get("scenario.leaves") : texts.get("scenario.ends"));
  }

  void open() {
    ScenarioShelf scenarios = shelf;
    if (scenarios == null) {
      return;
    }
    warn(model.textsProperty().get());
    List<Entry> all = new ArrayList<>();
    summaries.clear(); // The same names may stand for other sessions by now.
    for (ScenarioShelf.Recent recent : scenarios.recent()) {
      all.add(new Entry.Known(recent));
      if (recent.sessionsBefore() > 0) {
        scenarios.summary(recent).whenComplete((summary, failure) -> told(recent, summary));
      }
    }
    scenarios.scenarios().forEach(scenario -> all.add(new Entry.Shipped(scenario)));
    entries.list().setPrefHeight(Math.min(ROWS, all.size()) * ROW + 2);
    entries.offer(all);
    setVisible(true);
    entries.find().requestFocus();
  }

  private String words(Entry entry) {
    Texts texts = model.textsProperty().get();
    return switch (entry) {
      case Entry.Shipped(Scenario scenario) ->
          scenario.name().in(texts.locale()) + " " + scenario.about().in(texts.locale());
      case Entry.Known(ScenarioShelf.Recent recent) ->
          OpenOffers.name(recent, texts) + " " + recent.file();
    };
  }

  /** What cannot be read is told of no further; why not is said when it is opened. */
  private void told(ScenarioShelf.Recent recent, @Nullable SessionSummary summary) {
    if (summary != null) {
      summaries.put(recent, summary);
      entries.list().refresh();
    }
  }

  void close() {
    setVisible(false);
    done.run();
  }

  private void openChosen() {
    Entry chosen = entries.selected();
    ScenarioShelf scenarios = shelf;
    if (chosen == null || scenarios == null) {
      return;
    }
    switch (chosen) {
      case Entry.Shipped(Scenario scenario) -> {
        close();
        scenarios.open(scenario);
      }
      case Entry.Known(ScenarioShelf.Recent recent) -> {
        if (recent.missing()) {
          warning.setText(model.textsProperty().get().get("recent.missing"));
        } else {
          open(scenarios, recent.file());
        }
      }
    }
  }

  private void askForFile() {
    Texts texts = model.textsProperty().get();
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("scenario.title"));
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                texts.get("scenario.files"), "*.json", "*.viv.gz", "*.gz", "*.jsonl"),
            new FileChooser.ExtensionFilter(texts.get("scenario.allFiles"), "*.*", "*"));
    File chosen = chooser.showOpenDialog(getScene().getWindow());
    ScenarioShelf scenarios = shelf;
    if (chosen != null && scenarios != null) {
      open(scenarios, chosen.toPath());
    }
  }

  /**
   * What is wrong with the file is said here, beside the list, from which another can be chosen.
   */
  private void open(ScenarioShelf scenarios, Path chosen) {
    scenarios
        .open(chosen, percent -> reading(chosen, percent))
        .whenComplete(
            (nothing, failure) -> {
              if (failure == null) {
                close();
              } else if (OpenOffers.isGivenUp(failure)) {
                return; // What was opened instead speaks for itself.
              } else if (isVisible()) {
                warning.setText(OpenOffers.why(failure, model.textsProperty().get()));
              } else {
                model.complain(now -> OpenOffers.why(failure, now));
              }
            });
  }

  private void reading(Path chosen, int percent) {
    Sentence words = OpenOffers.reading(chosen, percent);
    if (isVisible()) {
      warning.setText(words.in(model.textsProperty().get()));
    } else {
      model.tell(words);
    }
  }

  private final class EntryCell extends ListCell<Entry> {

    private static final double RECENT_ROW = 44;

    private final Label name = new Label();
    private final Label about = new Label();
    private final VBox box = new VBox(2, name, about);

    EntryCell() {
      about.getStyleClass().add("palette-why");
      name.setMinHeight(Region.USE_PREF_SIZE);
      box.setAlignment(Pos.CENTER_LEFT);
      box.setPrefWidth(0); // As wide as the list, so that nothing scrolls sideways.
    }

    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      getStyleClass().remove("unavailable");
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      Texts texts = model.textsProperty().get();
      switch (entry) {
        case Entry.Shipped(Scenario scenario) -> {
          name.setText(scenario.name().in(texts.locale()));
          about.setText(scenario.about().in(texts.locale()));
          about.setWrapText(true);
          setPrefHeight(ROW);
        }
        case Entry.Known(ScenarioShelf.Recent recent) -> {
          name.setText(OpenOffers.name(recent, texts));
          about.setText(recent.missing() ? texts.get("recent.missing") : place(recent, texts));
          about.setWrapText(false);
          about.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
          setPrefHeight(RECENT_ROW);
          if (recent.missing()) {
            getStyleClass().add("unavailable");
          }
        }
      }
      setAccessibleText(name.getText() + ". " + about.getText());
      setGraphic(box);
    }

    private String place(ScenarioShelf.Recent recent, Texts texts) {
      SessionSummary summary = summaries.get(recent);
      if (summary != null) {
        return summary.words(texts, ZoneId.systemDefault());
      }
      return recent.sessionsBefore() == 0
          ? texts.get("recent.in", String.valueOf(recent.file().getParent()))
          : texts.get("recent.recorded");
    }
  }
}
