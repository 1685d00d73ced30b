package vivarium.desktop.shell;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.StageFilter;

/**
 * The field above the stage that says which partitions have rows. It is there while it is used or
 * hides something; Tab takes the first way the word may go on, Esc shows everything again.
 */
final class FilterBar extends FormBar {

  private static final int COMPLETIONS = 4;
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private final ShellViewModel model;
  private final Runnable done;
  private final TextField field = new TextField();
  private final Label answer = new Label();
  private final WholeRow completions = new WholeRow(6);

  /**
   * The bar, not shown yet.
   *
   * @param done gives the keys back to the stage
   */
  FilterBar(ShellViewModel model, Runnable done) {
    this.model = model;
    this.done = done;
    setId("filter");
    field.setId("filter-field");
    field.setPrefColumnCount(28);
    field.setMinWidth(Region.USE_PREF_SIZE);
    answer.setId("filter-answer");
    hold(completions, answer, field);
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
