package vivarium.desktop.inspector;

import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import vivarium.engine.api.Command;

/**
 * A setting that is changed where it stands: Enter sends it and keeps the keys, Escape takes the
 * typing back and gives the keys to the window.
 */
final class SettingView implements ItemViews.View {

  private static final PseudoClass WAITS = PseudoClass.getPseudoClass("waits");

  /** Of a value that would not be seen whole in a field as wide as the others. */
  private static final PseudoClass LONG = PseudoClass.getPseudoClass("long");

  private static final int BRIEF_VALUE = 9;

  private static final int BRIEF_CHOICE = 6;

  /** A longer name would be broken within a word. */
  private static final int BRIEF_NAME = 32;

  private static final Duration TOOLTIP_DELAY = Duration.millis(300);

  private final VBox box = new VBox(2);
  private final Label name = new Label();
  private final Label wrong = new Label();
  private final Tooltip help = new Tooltip();

  /** Beside the name of what comes into force only when time goes on. */
  private final FontIcon waits = new FontIcon(MaterialDesignC.CLOCK_OUTLINE);

  private final Control editor;
  private final Consumer<Command> send;
  private Item.Setting setting;

  /** Set while the control is made to show the present value, which is not an edit. */
  private boolean showing;

  SettingView(Item.Setting setting, Consumer<Command> send) {
    this.setting = setting;
    this.send = send;
    this.editor = setting.choices().isEmpty() ? textField() : comboBox();
    editor.setId("setting-" + cssName(setting.key()));
    name.getStyleClass().add("setting-name");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(0);
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(name, Priority.ALWAYS);
    wrong.getStyleClass().add("wrong");
    wrong.setWrapText(true);
    wrong.setId("wrong-" + cssName(setting.key()));
    help.setWrapText(true);
    help.setMaxWidth(340);
    help.setShowDelay(TOOLTIP_DELAY);
    waits.getStyleClass().add("waits");
    name.setContentDisplay(ContentDisplay.RIGHT);
    name.setTooltip(help);
    editor.setTooltip(help);
    box.getChildren().add(line());
  }

  /** Name and editor beside each other, or one above the other where either is long. */
  private Pane line() {
    boolean isLong =
        setting.name().length() > BRIEF_NAME
            || setting.choices().stream().anyMatch(each -> each.length() > BRIEF_CHOICE);
    if (isLong) {
      editor.setMaxWidth(Double.MAX_VALUE);
      return new VBox(3, name, editor);
    }
    HBox line = new HBox(8, name, editor);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  /** A key as a part of an id that selectors can name. */
  private static String cssName(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "-");
  }

  private TextField textField() {
    TextField field = new TextField();
    field.setOnAction(
        event -> {
          if (edit(field.getText())) {
            field.selectAll(); // What is typed next takes its place.
          }
        });
    field.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            field.setText(setting.value());
            say("");
            field.getParent().requestFocus(); // The keys are the window's again.
            event.consume();
          }
        });
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused && box.getChildren().size() == 1) {
                field.setText(setting.value());
              }
            });
    return field;
  }

  private ComboBox<String> comboBox() {
    ComboBox<String> combo = new ComboBox<>();
    combo.getItems().setAll(setting.choices());
    combo.setConverter(new SimpleName());
    combo.setOnAction(
        event -> {
          String chosen = combo.getValue();
          if (!showing && chosen != null && !chosen.equals(setting.value())) {
            edit(chosen);
          }
        });
    return combo;
  }

  /** Kafka names some choices as Java does its classes; what comes after the last dot will do. */
  private static final class SimpleName extends StringConverter<String> {
    @Override
    public String toString(@Nullable String choice) {
      return choice == null ? "" : choice.substring(choice.lastIndexOf('.') + 1);
    }

    @Override
    public String fromString(String shown) {
      throw new UnsupportedOperationException("a choice is not typed");
    }
  }

  /** Sends the value; returns whether it is valid. */
  private boolean edit(String typed) {
    try {
      send.accept(setting.edit().apply(typed));
      say("");
      return true;
    } catch (IllegalArgumentException invalid) {
      say(String.valueOf(invalid.getMessage()));
      return false;
    }
  }

  private void say(String sentence) {
    wrong.setText(sentence);
    if (sentence.isEmpty()) {
      box.getChildren().remove(wrong);
    } else if (!box.getChildren().contains(wrong)) {
      box.getChildren().add(wrong);
    }
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void update(Item item) {
    if (!(item instanceof Item.Setting now)) {
      return;
    }
    setting = now;
    name.setText(now.name());
    name.setGraphic(now.waits() ? waits : null);
    editor.pseudoClassStateChanged(WAITS, now.waits());
    help.setText(now.help());
    editor.setAccessibleText(now.name() + ". " + now.help());
    showing = true;
    if (editor instanceof TextField field && !field.isFocused() && wrong.getText().isEmpty()) {
      if (!field.getText().equals(now.value())) { // A text put in again is laid out again.
        field.setText(now.value());
        field.pseudoClassStateChanged(LONG, now.value().length() > BRIEF_VALUE);
      }
    } else if (editor instanceof ComboBox<?> combo && !combo.isShowing()) {
      combo.getSelectionModel().select(now.choices().indexOf(now.value()));
    }
    showing = false;
  }
}
