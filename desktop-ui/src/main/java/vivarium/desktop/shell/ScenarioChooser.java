package vivarium.desktop.shell;

import java.io.File;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.scenario.Scenario;

/**
 * The scenarios that can be opened, each with what there is to see. The cluster that runs would end
 * by it: it says so, and only the button or Enter opens.
 */
final class ScenarioChooser extends VBox {

  /** The id of the list, whose keys are its own. */
  static final String LIST = "scenario-list";

  private static final double WIDTH = 620;
  private static final double ROW = 76;
  private static final int ROWS = 4;

  private final ShellViewModel model;
  private final Runnable done;
  private final ListView<Scenario> list = new ListView<>();
  private final Label title = new Label();
  private final Label warning = new Label();
  private final Button open = new Button();
  private final Button file = new Button();
  private @Nullable ScenarioShelf shelf;

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
    warning.getStyleClass().add("palette-answer");
    warning.setWrapText(true);
    warning.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(warning, Priority.ALWAYS);
    warning.setMaxWidth(Double.MAX_VALUE);
    list.setId(LIST);
    list.setFixedCellSize(ROW);
    list.setCellFactory(unused -> new ScenarioCell());
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    list.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) {
            openChosen();
          }
        });
    open.setId("scenario-open");
    open.setMinWidth(Region.USE_PREF_SIZE);
    open.setOnAction(event -> openChosen());
    file.setId("scenario-file");
    file.setMinWidth(Region.USE_PREF_SIZE);
    file.setOnAction(event -> openFile());
    HBox bottom = new HBox(8, warning, file, open);
    bottom.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, list, bottom);
  }

  /** Says where scenarios come from; before that there are none to be opened. */
  void offer(ScenarioShelf scenarios) {
    shelf = scenarios;
  }

  boolean isOffered() {
    return shelf != null;
  }

  void speak(Texts texts) {
    title.setText(texts.get("scenario.title"));
    warning.setText(texts.get("scenario.ends"));
    open.setText(texts.get("scenario.open"));
    file.setText(texts.get("scenario.file"));
    list.setAccessibleText(texts.get("scenario.title"));
    list.refresh();
  }

  void open() {
    ScenarioShelf scenarios = shelf;
    if (scenarios == null) {
      return;
    }
    List<Scenario> all = scenarios.scenarios();
    list.getItems().setAll(all);
    list.setPrefHeight(Math.min(ROWS, all.size()) * ROW + 2);
    list.setMinHeight(list.getPrefHeight());
    list.getSelectionModel().select(0);
    setVisible(true);
    list.requestFocus();
  }

  private void close() {
    setVisible(false);
    done.run();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      openChosen();
      event.consume();
    }
  }

  private void openChosen() {
    Scenario chosen = list.getSelectionModel().getSelectedItem();
    ScenarioShelf scenarios = shelf;
    if (chosen != null && scenarios != null) {
      close();
      scenarios.open(chosen);
    }
  }

  private void openFile() {
    Texts texts = model.textsProperty().get();
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("scenario.title"));
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(texts.get("scenario.files"), "*.json"));
    File chosen = chooser.showOpenDialog(getScene().getWindow());
    ScenarioShelf scenarios = shelf;
    if (chosen != null && scenarios != null) {
      try {
        scenarios.open(chosen.toPath());
        close();
      } catch (IllegalArgumentException wrong) {
        warning.setText(wrong.getMessage());
      }
    }
  }

  private final class ScenarioCell extends ListCell<Scenario> {

    private final Label name = new Label();
    private final Label about = new Label();
    private final VBox box = new VBox(2, name, about);

    ScenarioCell() {
      about.getStyleClass().add("palette-why");
      about.setWrapText(true);
      name.setMinHeight(Region.USE_PREF_SIZE);
      box.setAlignment(Pos.CENTER_LEFT);
      box.setPrefWidth(0); // As wide as the list, so that nothing scrolls sideways.
    }

    @Override
    protected void updateItem(@Nullable Scenario scenario, boolean empty) {
      super.updateItem(scenario, empty);
      if (empty || scenario == null) {
        setGraphic(null);
        return;
      }
      Locale language = model.textsProperty().get().locale();
      name.setText(scenario.name().in(language));
      about.setText(scenario.about().in(language));
      setAccessibleText(name.getText() + ". " + about.getText());
      setGraphic(box);
    }
  }
}
