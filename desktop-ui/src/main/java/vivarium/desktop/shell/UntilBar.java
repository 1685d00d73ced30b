package vivarium.desktop.shell;

import java.util.List;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.condition.Condition;
import vivarium.engine.condition.ConditionException;
import vivarium.engine.condition.Doubt;
import vivarium.engine.condition.NoReplica;
import vivarium.engine.condition.OutOfReach;
import vivarium.engine.condition.UnknownName;

/**
 * The form above the stage that lets time run until something holds: a kind of condition is chosen
 * and its words are changed, or it is typed; Tab takes the first way it may go on, Enter runs, Esc
 * closes.
 */
final class UntilBar extends FormBar {

  private static final int COMPLETIONS = 5;
  private static final int MAX_LENGTH = 300;
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");
  private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");

  private final ShellViewModel model;
  private final Runnable done;
  private final Label name = new Label();
  private final MenuButton kinds = new MenuButton();
  private final TextField field = new TextField();
  private final Button run = new Button();
  private final Label answer = new Label();
  private final WholeRow completions = new WholeRow(6);

  /**
   * The bar, not shown yet.
   *
   * @param done gives the keys back to the stage
   */
  UntilBar(ShellViewModel model, Runnable done) {
    this.model = model;
    this.done = done;
    setId("until");
    name.setMinWidth(Region.USE_PREF_SIZE);
    kinds.setId("until-kinds");
    kinds.setMinWidth(Region.USE_PREF_SIZE);
    kinds.setOnShowing(event -> offerKinds());
    field.setId("until-field");
    field.setPrefColumnCount(26);
    field.setMinWidth(180);
    run.setId("until-run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(event -> runOrStop());
    answer.setId("until-answer");
    HBox.setHgrow(field, Priority.SOMETIMES);
    hold(completions, answer, name, kinds, field, run);
    field.textProperty().subscribe(this::typed);
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    field.focusedProperty().subscribe(unused -> offer());
    model.playback().untilProperty().subscribe(this::waiting);
  }

  void speak(Texts texts) {
    name.setText(texts.get("until.name"));
    kinds.setText(texts.get("until.kinds"));
    field.setPromptText(texts.get("until.prompt"));
    field.setAccessibleText(texts.get("until.name"));
    waiting(model.playback().untilProperty().get());
    say();
  }

  void open() {
    setVisible(true);
    field.requestFocus();
    field.selectAll();
  }

  void close() {
    setVisible(false);
    done.run();
  }

  private Texts texts() {
    return model.textsProperty().get();
  }

  private void offerKinds() {
    kinds.getItems().clear();
    for (UntilKind kind : UntilKind.values()) {
      String words = kind.words(model.session().model(), model.selectionProperty().get());
      if (!words.isEmpty()) {
        MenuItem item = new MenuItem(kind.title(texts()));
        item.setMnemonicParsing(false);
        item.setOnAction(
            event -> {
              field.setText(words);
              field.requestFocus();
              field.end();
            });
        kinds.getItems().add(item);
      }
    }
  }

  private void typed(String text) {
    if (text.length() > MAX_LENGTH) {
      field.setText(text.substring(0, MAX_LENGTH));
      return;
    }
    say();
    offer();
  }

  /** What is wrong with the words, while there is no way they could go on. */
  private void say() {
    String text = field.getText();
    String wrong = text.isBlank() ? "" : wrong(text);
    boolean goesOn = !Condition.completions(text, model.session().model()).isEmpty();
    tell(goesOn ? "" : wrong.isEmpty() ? notYetThere(text) : wrong, !wrong.isEmpty());
    run.setDisable(isWaiting() ? false : text.isBlank() || !wrong.isEmpty());
  }

  /** Says what is wrong, or what to mind. */
  private void tell(String words, boolean isComplaint) {
    answer.setText(words);
    answer.setManaged(!words.isEmpty());
    answer.pseudoClassStateChanged(WARNING, !isComplaint);
    answer.pseudoClassStateChanged(COMPLAINT, isComplaint);
  }

  /** What is not so and may be yet: it can be waited for. */
  private String notYetThere(String text) {
    return text.isBlank() ? "" : firstDoubt(text, Doubt::canCome);
  }

  private String wrong(String text) {
    try {
      return firstDoubt(text, doubt -> !doubt.canCome());
    } catch (ConditionException e) {
      if (e.valid().isEmpty()) {
        return texts().get("until.unclosed", e.position());
      }
      String valid = String.join(", ", e.valid().stream().map(this::described).toList());
      return e.position() > text.length()
          ? texts().get("until.endsEarly", valid)
          : texts().get("until.wrong", e.position(), valid);
    }
  }

  private String firstDoubt(String text, Predicate<Doubt> kind) {
    return Condition.parse(text).doubts(model.session().model()).stream()
        .filter(kind)
        .findFirst()
        .map(this::described)
        .orElse("");
  }

  private String described(Doubt doubt) {
    return switch (doubt) {
      case UnknownName unknown ->
          unknown.canCome() ? texts().get("until.notYet", described(unknown)) : described(unknown);
      case OutOfReach number -> described(number);
      case NoReplica leader ->
          texts().get("until.noReplica", leader.broker(), leader.partition(), leader.listed());
    };
  }

  private String described(OutOfReach number) {
    String quantity = number.compare().quantity().words();
    if (number.isUnbounded()) {
      return texts().get("until.never", quantity);
    }
    return number.canCome()
        ? texts().get("until.tooMany", quantity, number.most())
        : texts().get("until.neverSoMany", quantity, number.mostEver());
  }

  private String described(UnknownName unknown) {
    String listed = unknown.listed().isEmpty() ? "-" : unknown.listed();
    return switch (unknown.kind()) {
      case TOPIC -> texts().get("until.noTopic", unknown.name(), listed);
      case PARTITION -> texts().get("until.noPartition", unknown.name(), listed);
      case GROUP -> texts().get("until.noGroup", unknown.name(), listed);
      case CLIENT -> texts().get("until.noClient", unknown.name(), listed);
      case BROKER -> texts().get("until.noBroker", unknown.name(), listed);
      case CONTROLLER, SERVER -> texts().get("until.noServer", unknown.name(), listed);
      case ERROR -> texts().get("until.noError", unknown.name(), listed);
    };
  }

  private String described(String valid) {
    return switch (valid) {
      case "PARTITION" -> texts().get("until.partition");
      case "GROUP" -> texts().get("until.group");
      case "BROKER" -> texts().get("until.broker");
      case "ERROR" -> texts().get("until.error");
      case "NUMBER" -> texts().get("until.number");
      default -> valid;
    };
  }

  private boolean isWaiting() {
    return !model.playback().untilProperty().get().isEmpty();
  }

  private void waiting(String words) {
    run.setText(texts().get(words.isEmpty() ? "until.run" : "until.stop"));
    field.setEditable(words.isEmpty());
    if (words.isEmpty()) {
      completions.getChildren().clear();
      tell("", false); // What was missing as it began may have come.
      run.setDisable(field.getText().isBlank());
      offer();
    } else {
      tell(notYetThere(words), false);
      run.setDisable(false);
      completions.getChildren().setAll(new Label(texts().get("until.waiting")));
    }
  }

  private void runOrStop() {
    if (isWaiting()) {
      model.playback().withdrawUntil();
      return;
    }
    String wrong = wrong(field.getText());
    if (wrong.isEmpty()) {
      model.playback().runUntil(Condition.parse(field.getText()));
      done.run();
    } else {
      tell(wrong, true);
    }
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      close();
    } else if (event.getCode() == KeyCode.ENTER) {
      runOrStop();
    } else if (event.getCode() == KeyCode.TAB && !event.isShiftDown() && !offered().isEmpty()) {
      take(offered().getFirst());
    } else {
      return;
    }
    event.consume();
  }

  private List<String> offered() {
    return Condition.completions(field.getText(), model.session().model());
  }

  private void offer() {
    if (isWaiting()) {
      return;
    }
    completions.getChildren().clear();
    if (!field.isFocused()) {
      return;
    }
    for (String word : offered().stream().limit(COMPLETIONS).toList()) {
      Button button = new Button(word);
      button.setMnemonicParsing(false);
      button.setFocusTraversable(false);
      button.getStyleClass().add("filter-completion");
      button.setOnAction(event -> take(word));
      completions.getChildren().add(button);
    }
  }

  /** The word begun gives way to the whole one. */
  private void take(String word) {
    String text = field.getText();
    int begun = text.length();
    while (begun > 0 && !Character.isWhitespace(text.charAt(begun - 1))) {
      begun--;
    }
    field.setText(text.substring(0, begun) + word + " ");
    field.end();
  }
}
