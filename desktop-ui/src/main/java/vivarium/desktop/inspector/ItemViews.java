package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import vivarium.desktop.i18n.Glossary;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Theme;
import vivarium.engine.api.Command;

/** Makes the controls for the parts of the inspector. */
final class ItemViews {

  private static final double MEANING_WIDTH = 360;

  private static final PseudoClass LEADS = PseudoClass.getPseudoClass("leads");

  private final Consumer<Command> send;
  private Glossary glossary = new Glossary(Texts.ENGLISH);
  private final Consumer<Selection> select;
  private boolean locked;

  ItemViews(Consumer<Command> send, Consumer<Selection> select) {
    this.send = send;
    this.select = select;
  }

  /** The controls of one part. */
  interface View {
    Node node();

    /** Shows the same part at another time. */
    void update(Item item);
  }

  private record Made(Node node, Consumer<Item> updater) implements View {
    @Override
    public void update(Item item) {
      updater.accept(item);
    }
  }

  /** Whether nothing can be changed: the parts made from now on are greyed out where they would. */
  void lock(boolean now) {
    locked = now;
  }

  View create(Item item) {
    View view = make(item);
    boolean changes =
        item instanceof Item.Actions || item instanceof Item.Setting || item instanceof Item.Form;
    view.node().setDisable(locked && changes);
    return view;
  }

  private View make(Item item) {
    return switch (item) {
      case Item.Heading(String unused, String text) -> label(text, "heading");
      case Item.Row unused -> row();
      case Item.Note unused -> note();
      case Item.Link unused -> link();
      case Item.Actions unused -> actions();
      case Item.RowAction unused -> rowAction();
      case Item.Setting setting -> new SettingView(setting, send);
      case Item.Table unused -> new TableItemView(select, this::define);
      case Item.Form form -> new FormView(form, send);
      case Item.Section section -> new SectionView(section, this);
    };
  }

  private static View label(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return new Made(label, unused -> {});
  }

  private View row() {
    Label name = new Label();
    name.getStyleClass().add("label-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label value = new Label();
    value.getStyleClass().add("value");
    value.setMaxWidth(Double.MAX_VALUE);
    value.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(value, Priority.ALWAYS);
    HBox box = new HBox(8, name, value);
    return new Made(
        box,
        item -> {
          if (item instanceof Item.Row row) {
            if (!name.getText().equals(row.label())) {
              name.setText(row.label());
              define(name);
            }
            value.setText(row.value());
            value.setId("row-" + row.key());
            Theme.tone(value, row.tone());
          }
        });
  }

  /** A name that has a meaning of its own says it to whoever points at it. */
  void define(Label name) {
    String meaning = glossary.meaning(name.getText()).orElse("");
    name.getStyleClass().remove("defined");
    name.setAccessibleHelp(meaning);
    if (meaning.isEmpty()) {
      name.setTooltip(null);
    } else {
      Tooltip tooltip = new Tooltip(meaning);
      tooltip.setWrapText(true);
      tooltip.setMaxWidth(MEANING_WIDTH);
      name.setTooltip(tooltip);
      name.getStyleClass().add("defined");
    }
  }

  /** Explains names in a language from now on. */
  void speak(Texts texts) {
    glossary = new Glossary(texts);
  }

  private static View note() {
    Label label = new Label();
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("note");
    return new Made(
        label,
        item -> {
          if (item instanceof Item.Note note) {
            label.setText(note.text());
            Theme.tone(label, note.tone());
          }
        });
  }

  private View link() {
    Hyperlink link = new Hyperlink();
    link.getStyleClass().add("link");
    link.setWrapText(true);
    link.setMnemonicParsing(false);
    link.setMinHeight(Region.USE_PREF_SIZE);
    return new Made(
        link,
        item -> {
          if (item instanceof Item.Link now) {
            link.setText(now.text());
            link.setId("link-" + now.key());
            link.setOnAction(event -> select.accept(now.selection()));
            Theme.tone(link, now.tone());
          }
        });
  }

  private View actions() {
    FlowPane box = new FlowPane(6, 6);
    List<Action> shown = new ArrayList<>();
    return new Made(
        box,
        item -> {
          if (item instanceof Item.Actions actions && !actions.actions().equals(shown)) {
            shown.clear();
            shown.addAll(actions.actions());
            box.getChildren()
                .setAll(shown.stream().map(each -> new ActionButton(each, send)).toList());
            box.setManaged(!shown.isEmpty());
          }
        });
  }

  private View rowAction() {
    Hyperlink name = new Hyperlink();
    name.getStyleClass().addAll("link", "row-link");
    name.setMnemonicParsing(false);
    Label value = new Label();
    value.getStyleClass().add("value");
    value.setMaxWidth(Double.MAX_VALUE);
    value.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(value, Priority.ALWAYS);
    HBox box = new HBox(8, name, value);
    box.setAlignment(Pos.CENTER_LEFT);
    List<ActionButton> buttons = new ArrayList<>();
    return new Made(
        box,
        item -> {
          if (item instanceof Item.RowAction row) {
            name.setText(row.label());
            name.setId("link-" + row.key());
            Selection leadsTo = row.selection();
            name.setOnAction(leadsTo == null ? null : event -> select.accept(leadsTo));
            name.setFocusTraversable(leadsTo != null);
            name.setMouseTransparent(leadsTo == null);
            name.pseudoClassStateChanged(LEADS, leadsTo != null);
            value.setText(row.value());
            Theme.tone(value, row.tone());
            if (buttons.isEmpty()) {
              ActionButton button = new ActionButton(row.action(), send);
              button.getStyleClass().add("small-button");
              button.setMinWidth(Region.USE_PREF_SIZE);
              button.setDisable(locked);
              buttons.add(button);
              box.getChildren().add(button);
            }
            buttons.getFirst().show(row.action());
            buttons.getFirst().setAccessibleText(row.action().label() + " " + row.label());
          }
        });
  }
}
