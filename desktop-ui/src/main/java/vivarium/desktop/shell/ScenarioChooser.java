package vivarium.desktop.shell;

import java.io.File;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
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

  /** So often lines are measured anew after another was chosen. */
  private static final int PULSES_TO_REVEAL = 4;

  private final ShellViewModel model;
  private final Runnable done;
  private final ListView<Entry> list = new ListView<>();
  private final Label title = new Label();
  private final Label warning = new Label();
  private final Button open = new Button();
  private final Button file = new Button();
  private final Map<ScenarioShelf.Recent, SessionSummary> summaries = new HashMap<>();
  private final Runnable reveal = this::reveal;
  private int toReveal;
  private @Nullable ScenarioShelf shelf;

  /** Of which the list shows those that fit what is typed. */
  private final List<Entry> all = new ArrayList<>();

  private final TextField find = new TextField();
  private final Label nothing = new Label();

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
    list.setId(LIST);
    list.setPlaceholder(nothing);
    list.setMinHeight(ROW); // Where there is little room, the list gives way to what is below it.
    list.setCellFactory(unused -> new EntryCell());
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    find.setId("scenario-find");
    find.textProperty().subscribe(unused -> narrow());
    find.addEventFilter(KeyEvent.KEY_PRESSED, this::findKey);
    list.getSelectionModel()
        .selectedIndexProperty()
        .subscribe(index -> toReveal = PULSES_TO_REVEAL);
    sceneProperty()
        .subscribe(
            (before, now) -> {
              if (before != null) {
                before.removePostLayoutPulseListener(reveal);
              }
              if (now != null) {
                now.addPostLayoutPulseListener(reveal);
              }
            });
    list.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            openChosen();
          }
        });
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
    getChildren().addAll(title, find, list, bottom);
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
    list.setAccessibleText(texts.get("scenario.title"));
    find.setPromptText(texts.get("scenario.find"));
    nothing.setText(texts.get("scenario.nothing"));
    find.setAccessibleText(texts.get("scenario.find"));
    list.refresh();
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
    all.clear();
    summaries.clear(); // The same names may stand for other sessions by now.
    for (ScenarioShelf.Recent recent : scenarios.recent()) {
      all.add(new Entry.Known(recent));
      if (recent.sessionsBefore() > 0) {
        scenarios.summary(recent).whenComplete((summary, failure) -> told(recent, summary));
      }
    }
    scenarios.scenarios().forEach(scenario -> all.add(new Entry.Shipped(scenario)));
    list.setPrefHeight(Math.min(ROWS, all.size()) * ROW + 2);
    find.clear();
    narrow();
    setVisible(true);
    find.requestFocus();
  }

  /** Leaves those of which the name, or what is said of them, has each word typed. */
  private void narrow() {
    Texts texts = model.textsProperty().get();
    List<String> words = List.of(find.getText().strip().toLowerCase(Locale.ROOT).split("\\s+"));
    list.getItems()
        .setAll(
            all.stream()
                .filter(
                    entry ->
                        words.stream()
                            .allMatch(words(entry, texts).toLowerCase(Locale.ROOT)::contains))
                .toList());
    list.getSelectionModel().select(0);
    list.scrollTo(0);
  }

  private static String words(Entry entry, Texts texts) {
    return switch (entry) {
      case Entry.Shipped(Scenario scenario) ->
          scenario.name().in(texts.locale()) + " " + scenario.about().in(texts.locale());
      case Entry.Known(ScenarioShelf.Recent recent) ->
          OpenOffers.name(recent, texts) + " " + recent.file();
    };
  }

  /** While it is narrowed, the list is walked through from the field. */
  private void findKey(KeyEvent event) {
    int step =
        switch (event.getCode()) {
          case DOWN -> 1;
          case UP -> -1;
          case PAGE_DOWN -> ROWS;
          case PAGE_UP -> -ROWS;
          case HOME -> find.getText().isEmpty() ? -list.getItems().size() : 0;
          case END -> find.getText().isEmpty() ? list.getItems().size() : 0;
          default -> 0;
        };
    int size = list.getItems().size();
    if (step != 0 && size > 0) {
      int now = list.getSelectionModel().getSelectedIndex();
      list.getSelectionModel().select(Math.clamp(now + step, 0, size - 1));
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      close();
      event.consume();
    } else {
      key(event);
    }
  }

  /** What cannot be read is told of no further; why not is said when it is opened. */
  private void told(ScenarioShelf.Recent recent, @Nullable SessionSummary summary) {
    if (summary != null) {
      summaries.put(recent, summary);
      list.refresh();
    }
  }

  void close() {
    setVisible(false);
    done.run();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      openChosen();
      event.consume();
    }
  }

  /**
   * Shows the whole of the chosen line. The list alone does so too early: its lines are not equally
   * high, and those that were not in sight yet are measured only as they come into it.
   */
  private void reveal() {
    int chosen = list.getSelectionModel().getSelectedIndex();
    if (toReveal > 0
        && isVisible()
        && chosen >= 0
        && list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      toReveal--;
      flow.scrollTo(chosen);
      Platform.requestNextPulse();
    }
  }

  private void openChosen() {
    Entry chosen = list.getSelectionModel().getSelectedItem();
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
