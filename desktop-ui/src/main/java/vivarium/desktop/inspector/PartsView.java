package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.layout.VBox;

/**
 * Parts below each other. Parts of the same shape are shown by the same controls with new values;
 * where some come and go, those that stay keep theirs.
 */
final class PartsView extends VBox {

  private final ItemViews views;
  private List<String> shape = List.of();
  private List<ItemViews.View> shown = List.of();

  PartsView(ItemViews views) {
    this.views = views;
  }

  /** Begins anew: what is shown next shares no control with what was shown before. */
  void forget() {
    shape = List.of();
    shown = List.of();
    getChildren().clear();
  }

  void show(List<Item> items) {
    List<String> newShape = items.stream().map(PartsView::name).toList();
    if (newShape.equals(shape)) {
      for (int i = 0; i < shown.size(); i++) {
        shown.get(i).update(items.get(i));
      }
    } else {
      rebuild(items);
      shape = newShape;
    }
  }

  private void rebuild(List<Item> items) {
    Map<String, ItemViews.View> known = new HashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      known.put(shape.get(i), shown.get(i));
    }
    List<ItemViews.View> fresh = new ArrayList<>();
    for (Item item : items) {
      ItemViews.View view = known.get(name(item));
      if (view == null) {
        view = views.create(item);
      }
      view.update(item);
      fresh.add(view);
    }
    getChildren().setAll(fresh.stream().map(ItemViews.View::node).toList());
    shown = fresh;
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
