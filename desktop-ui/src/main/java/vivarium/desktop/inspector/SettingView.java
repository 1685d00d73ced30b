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

  /** A longer name needs two lines. */
  private static final int BRIEF_NAME = 32;

  private static final Duration TOOLTIP_DELAY = Duration.millis(300);

  /** What was typed last is not valid. */
  private static final PseudoClass COMPLAINT = PseudoClass.getPseudoClass("complaint");

  private final Row box = new Row();
  private final Label name = new Label();
  private final Refusal refusal;
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
    this.refusal = new Refusal("wrong-" + cssName(setting.key()), this::mend);
    this.editor = setting.choices().isEmpty() ? textField() : comboBox();
    editor.setId("setting-" + cssName(setting.key()));
    name.getStyleClass().add("setting-name");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(0);
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(name, Priority.ALWAYS);
    help.setWrapText(true);
    help.setMaxWidth(340);
    help.setShowDelay(TOOLTIP_DELAY);
    waits.getStyleClass().add("waits");
    name.setContentDisplay(ContentDisplay.RIGHT);
    name.setTooltip(help);
    editor.setTooltip(help);
    box.getChildren().addAll(line(), refusal);
    box.focusWithinProperty().subscribe(unused -> showRefusal());
    showRefusal();
  }

  /** The name and the editor, and over what is around them why a value is refused. */
  private final class Row extends VBox {
    @Override
    protected void layoutChildren() {
      super.layoutChildren();
      refusal.place(this);
    }
  }

  private void mend(Command command) {
    send.accept(command);
    editor.requestFocus();
    say(null);
  }

  /** While the keys are elsewhere, the field's colour says enough. */
  private void showRefusal() {
    boolean shown = !refusal.isEmpty() && box.isFocusWithin();
    refusal.setVisible(shown);
    box.setViewOrder(shown ? -1 : 0);
    box.requestLayout();
    editor.pseudoClassStateChanged(COMPLAINT, !refusal.isEmpty());
    editor.setAccessibleHelp(refusal.words());
  }

  /** Name and editor beside each other, or one above the other where either is long. */
  private Pane line() {
    boolean isLong =
        setting.name().length() > 2 * BRIEF_NAME
            || setting.choices().stream().anyMatch(each -> each.length() > BRIEF_CHOICE);
    if (isLong) {
      editor.setMaxWidth(Double.MAX_VALUE);
      return new VBox(3, name, editor);
    }
    HBox line = new HBox(8, name, editor);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  /** A name of Kafka's has no blanks at which it could be broken: it is after a dot. */
  private static String inLines(String name) {
    int dot = name.lastIndexOf('.', BRIEF_NAME - 1);
    return name.length() <= BRIEF_NAME || name.contains(" ") || dot < 0
        ? name
        : name.substring(0, dot + 1) + "\n" + name.substring(dot + 1);
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
            say(null);
            field.getParent().requestFocus(); // The keys are the window's again.
            event.consume();
          }
        });
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused && refusal.isEmpty()) {
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
      say(null);
      return true;
    } catch (IllegalArgumentException invalid) {
      say(invalid);
      return false;
    }
  }

  private void say(@Nullable IllegalArgumentException why) {
    if (why == null) {
      refusal.clear();
    } else {
      refusal.show(why);
    }
    showRefusal();
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
    name.setText(inLines(now.name()));
    name.setGraphic(now.waits() ? waits : null);
    editor.pseudoClassStateChanged(WAITS, now.waits());
    help.setText(now.help());
    editor.setAccessibleText(now.name() + ". " + now.help());
    showing = true;
    if (editor instanceof TextField field && !field.isFocused() && refusal.isEmpty()) {
      field.pseudoClassStateChanged(LONG, now.value().length() > BRIEF_VALUE);
      if (!field.getText().equals(now.value())) { // A text put in again is laid out again.
        field.setText(now.value());
      }
    } else if (editor instanceof ComboBox<?> combo && !combo.isShowing()) {
      combo.getSelectionModel().select(now.choices().indexOf(now.value()));
    }
    showing = false;
  }
}
