package vivarium.desktop.inspector;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import vivarium.engine.api.Command;

/** A form that unfolds in the inspector; no dialog stands in the way of the picture. */
final class FormView implements ItemViews.View {

  /** A choice of more letters than this stands below its name. */
  private static final int BRIEF_CHOICE = 20;

  private final TitledPane pane = new TitledPane();
  private final VBox box = new VBox();
  private final Label wrong = new Label();
  private final Map<String, Supplier<String>> values = new LinkedHashMap<>();
  private final Consumer<Command> send;
  private Item.Form form;

  FormView(Item.Form form, Consumer<Command> send) {
    this.form = form;
    this.send = send;
    box.getStyleClass().add("form");
    wrong.getStyleClass().add("wrong");
    wrong.setWrapText(true);
    wrong.setId("wrong-" + form.key());
    pane.setText(form.title());
    pane.setId("form-" + form.key());
    pane.setContent(box);
    pane.setExpanded(false);
    pane.setAnimated(false);
    pane.expandedProperty()
        .subscribe(
            expanded -> {
              if (expanded) {
                fill();
              }
            });
  }

  /** Each time it unfolds it begins with fresh values. */
  private void fill() {
    values.clear();
    box.getChildren().clear();
    for (Item.Field field : form.fields()) {
      box.getChildren().add(line(field));
    }
    Button create = new Button(form.button());
    create.setId("submit-" + form.key());
    create.getStyleClass().add("accent");
    create.setOnAction(event -> submit());
    say("");
    box.getChildren().addAll(create, wrong); // Or the button would be pushed away from the pointer.
  }

  private Node line(Item.Field field) {
    Label name = new Label(field.label());
    name.getStyleClass().add("label-name");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    Control editor;
    if (field.choices().isEmpty()) {
      TextField text = new TextField(field.initial());
      text.setOnAction(event -> submit());
      values.put(field.id(), text::getText);
      editor = text;
    } else {
      ComboBox<String> combo = new ComboBox<>();
      combo.getItems().setAll(field.choices());
      combo.setValue(field.initial());
      values.put(field.id(), combo::getValue);
      editor = combo;
    }
    editor.getStyleClass().add("wide");
    editor.setId("field-" + form.key() + "-" + field.id());
    editor.setAccessibleText(field.label());
    if (field.choices().stream().anyMatch(choice -> choice.length() > BRIEF_CHOICE)) {
      editor.setMaxWidth(Double.MAX_VALUE);
      return new VBox(3, name, editor);
    }
    HBox line = new HBox(8, name, editor);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void submit() {
    Map<String, String> typed = new HashMap<>();
    values.forEach((id, value) -> typed.put(id, value.get() == null ? "" : value.get()));
    try {
      send.accept(form.build().apply(typed));
      pane.setExpanded(false);
    } catch (IllegalArgumentException invalid) {
      say(String.valueOf(invalid.getMessage()));
    }
  }

  private void say(String sentence) {
    wrong.setText(sentence);
    wrong.setManaged(!sentence.isEmpty());
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public void update(Item item) {
    if (item instanceof Item.Form now) {
      form = now;
      pane.setText(now.title());
    }
  }
}
