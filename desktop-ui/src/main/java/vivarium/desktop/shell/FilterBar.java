package vivarium.desktop.shell;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.StageFilter;

/**
 * The field above the stage that says which partitions have rows. It is there while it is used or
 * hides something; Tab takes the first way the word may go on, Esc shows everything again.
 */
final class FilterBar extends HBox {

  private static final int COMPLETIONS = 4;
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private final ShellViewModel model;
  private final Runnable done;
  private final TextField field = new TextField();
  private final Label answer = new Label();
  private final HBox completions = new HBox(6);

  /**
   * The bar, not shown yet.
   *
   * @param done gives the keys back to the stage
   */
  FilterBar(ShellViewModel model, Runnable done) {
    super(10);
    this.model = model;
    this.done = done;
    setId("filter");
    getStyleClass().add("filter-bar");
    setAlignment(Pos.CENTER_LEFT);
    managedProperty().bind(visibleProperty());
    setVisible(false);
    field.setId("filter-field");
    field.setPrefColumnCount(28);
    field.setMinWidth(Region.USE_PREF_SIZE);
    answer.setId("filter-answer");
    answer.getStyleClass().add("filter-answer");
    answer.setMinWidth(0);
    answer.setWrapText(true);
    completions.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(completions, Priority.ALWAYS);
    getChildren().addAll(field, answer, completions);
    field.textProperty().subscribe(this::typed);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    field.focusedProperty().subscribe(unused -> offer());
    model.stage().filter().answerProperty().subscribe(answer::setText);
    model
        .stage()
        .filter()
        .wrongProperty()
        .subscribe(is -> answer.pseudoClassStateChanged(COMPLAINT, is));
  }

  void speak(Texts texts) {
    field.setPromptText(texts.get("filter.prompt"));
    field.setAccessibleText(texts.get("filter.name"));
  }

  void open() {
    setVisible(true);
    field.requestFocus();
    field.selectAll();
  }

  private void typed(String text) {
    if (text.length() > StageFilter.MAX_LENGTH) {
      field.setText(text.substring(0, StageFilter.MAX_LENGTH));
      return;
    }
    model.stage().filter(text);
    offer();
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      field.clear();
      leave();
    } else if (event.getCode() == KeyCode.ENTER) {
      leave();
    } else if (event.getCode() == KeyCode.TAB && !event.isShiftDown() && !offered().isEmpty()) {
      take(offered().getFirst());
    } else {
      return;
    }
    event.consume();
  }

  private void leave() {
    setVisible(!field.getText().isBlank());
    done.run();
  }

  private List<String> offered() {
    return model.stage().filter().completions(field.getText(), COMPLETIONS);
  }

  private void offer() {
    completions.getChildren().clear();
    if (!field.isFocused()) {
      return;
    }
    for (String text : offered()) {
      Button button = new Button(text.substring(text.lastIndexOf(' ') + 1));
      button.setMnemonicParsing(false);
      button.setFocusTraversable(false);
      button.getStyleClass().add("filter-completion");
      button.setOnAction(event -> take(text));
      completions.getChildren().add(button);
    }
  }

  private void take(String text) {
    field.setText(text + " ");
    field.end();
  }
}
