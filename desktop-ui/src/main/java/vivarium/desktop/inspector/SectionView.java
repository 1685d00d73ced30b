package vivarium.desktop.inspector;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;

/** Parts of the inspector that unfold. */
final class SectionView implements ItemViews.View {

  private final TitledPane pane = new TitledPane();
  private final PartsView parts;

  SectionView(Item.Section section, ItemViews views) {
    parts = new PartsView(views);
    parts.getStyleClass().add("section");
    pane.setId("section-" + section.key());
    pane.setContent(parts);
    pane.setExpanded(false);
    pane.setAnimated(false);
  }

  @Override
  public Node node() {
    return pane;
  }

  @Override
  public void update(Item item) {
    if (item instanceof Item.Section now) {
      pane.setText(now.title());
      parts.show(now.items());
    }
  }
}
