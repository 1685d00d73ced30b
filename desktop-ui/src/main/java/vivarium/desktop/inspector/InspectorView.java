package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import vivarium.desktop.stage.Selection;
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
  private final VBox items = new VBox();
  private final ScrollPane scroll = new ScrollPane(items);
  private final ItemViews views;
  private String about = "";
  private List<String> shape = List.of();
  private List<ItemViews.View> shown = List.of();

  /**
   * An empty inspector.
   *
   * @param send where commands go
   * @param select what a click on a line of a table selects
   */
  public InspectorView(Consumer<Command> send, Consumer<Selection> select) {
    this.views = new ItemViews(send, select);
    getStyleClass().add("inspector");
    kind.getStyleClass().add("kind");
    name.getStyleClass().add("name");
    badge.getStyleClass().add("badge");
    badge.setMinWidth(Region.USE_PREF_SIZE);
    items.getStyleClass().add("items");
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox title = new HBox(8, name, badge);
    title.setAlignment(Pos.CENTER_LEFT);
    VBox head = new VBox(kind, title);
    head.getStyleClass().add("head");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setTop(head);
    setCenter(scroll);
    setId("inspector");
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
    List<String> newShape = shape(content);
    boolean sameThing = about.equals(content.kind() + "/" + content.title());
    if (!sameThing || !newShape.equals(shape)) {
      rebuild(content);
      shape = newShape;
    } else {
      for (int i = 0; i < shown.size(); i++) {
        shown.get(i).update(content.items().get(i));
      }
    }
  }

  private static List<String> shape(InspectorContent content) {
    return content.items().stream().map(InspectorView::name).toList();
  }

  private void rebuild(InspectorContent content) {
    String nowAbout = content.kind() + "/" + content.title();
    boolean sameThing = nowAbout.equals(about);
    Map<String, ItemViews.View> known = new HashMap<>();
    for (int i = 0; sameThing && i < shown.size(); i++) {
      known.put(shape.get(i), shown.get(i));
    }
    List<ItemViews.View> fresh = new ArrayList<>();
    for (Item item : content.items()) {
      ItemViews.View view = known.get(name(item));
      if (view == null) {
        view = views.create(item);
      }
      view.update(item);
      fresh.add(view);
    }
    items.getChildren().setAll(fresh.stream().map(ItemViews.View::node).toList());
    shown = fresh;
    about = nowAbout;
    if (!sameThing) {
      scroll.setVvalue(0);
    }
  }

  /** What tells one part from another as long as the same thing is shown. */
  private static String name(Item item) {
    String words =
        switch (item) {
          case Item.Heading heading -> heading.text();
          case Item.Form form -> form.title();
          default -> "";
        };
    return item.getClass().getSimpleName() + "/" + item.key() + "/" + words;
  }
}
