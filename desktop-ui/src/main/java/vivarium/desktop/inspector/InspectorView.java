package vivarium.desktop.inspector;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Plate;
import vivarium.desktop.theme.Theme;
import vivarium.engine.api.Command;

/**
 * Shows an {@link InspectorContent}. Content of the same shape is shown by the same controls with
 * new values, so that a field being edited keeps what was typed; so are the parts that stay when
 * others come and go, so that an unfolded form stays unfolded.
 */
public final class InspectorView extends BorderPane {

  private final Label kind = new Label();
  private final Label name = new Label();
  private final Label badge = new Label();
  private final Label locked = new Label();
  private final ItemViews views;
  private final PartsView parts;
  private final ScrollPane scroll;
  private String about = "";

  /**
   * An empty inspector.
   *
   * @param send where commands go
   * @param select what a click on a line of a table selects
   */
  public InspectorView(Consumer<Command> send, Consumer<Selection> select) {
    this.views = new ItemViews(send, select);
    this.parts = new PartsView(views);
    this.scroll = new ScrollPane(parts);
    getStyleClass().add("inspector");
    kind.getStyleClass().add("kind");
    name.getStyleClass().add("name");
    badge.getStyleClass().add("badge");
    badge.setMinWidth(Region.USE_PREF_SIZE);
    parts.getStyleClass().add("items");
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox title = new HBox(8, name, badge);
    title.setAlignment(Pos.CENTER_LEFT);
    locked.setId("inspector-locked");
    locked.getStyleClass().add("locked");
    locked.setWrapText(true);
    locked.setMinHeight(Region.USE_PREF_SIZE);
    locked.managedProperty().bind(locked.visibleProperty());
    locked.visibleProperty().bind(locked.textProperty().isNotEmpty());
    VBox head = new VBox(kind, title, locked);
    head.getStyleClass().add("head");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setTop(head);
    setCenter(scroll);
    setId("inspector");
    Plate.under(this, getChildren());
  }

  /** Explains names in a language from now on. */
  public void speak(Texts texts) {
    views.speak(texts);
    parts.forget();
  }

  /**
   * Greys out all that would change something.
   *
   * @param why nothing can be changed, which is said above; empty if something can
   */
  public void lock(String why) {
    locked.setText(why);
    views.lock(!why.isEmpty());
    parts.forget();
  }

  /** Shows content. */
  public void show(InspectorContent content) {
    kind.setText(content.kind());
    name.setText(content.title());
    name.setId("inspector-title");
    badge.setText(content.badge());
    badge.setVisible(!content.badge().isEmpty());
    badge.setManaged(!content.badge().isEmpty());
    Theme.tone(badge, content.badgeTone());
    String nowAbout = content.kind() + "/" + content.title();
    if (!nowAbout.equals(about)) {
      about = nowAbout;
      if (isFocusInParts()) {
        parts.requestFocus(); // Or the keys would go with the link to the first button there is.
      }
      parts.forget();
      scroll.setVvalue(0);
    }
    parts.show(content.items());
  }

  /** Unfolds a form that is shown, with all that it lies in, and gives it the keys. */
  public void openForm(String key) {
    TitledPane form = unfolded(parts, "form-" + key);
    if (form == null) {
      return;
    }
    applyCss();
    layout();
    double below = parts.getHeight() - scroll.getViewportBounds().getHeight();
    double top = parts.sceneToLocal(form.localToScene(0, 0)).getY();
    scroll.setVvalue(below <= 0 ? 0 : Math.clamp(top / below, 0, 1));
    Node field = form.getContent().lookup(".wide");
    if (field != null) {
      field.requestFocus();
    }
  }

  /** The pane of this id, unfolded with those around it; null if it is nowhere below a node. */
  private static @Nullable TitledPane unfolded(Node node, String id) {
    if (node instanceof TitledPane pane) {
      TitledPane found = id.equals(pane.getId()) ? pane : unfolded(pane.getContent(), id);
      if (found != null) {
        pane.setExpanded(true);
      }
      return found;
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        TitledPane found = unfolded(child, id);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** The toolkit's own answer can be left over from a part that is not there any more. */
  private boolean isFocusInParts() {
    Node at = parts.getScene() == null ? null : parts.getScene().getFocusOwner();
    while (at != null && at != parts) {
      at = at.getParent();
    }
    return at != null;
  }
}
