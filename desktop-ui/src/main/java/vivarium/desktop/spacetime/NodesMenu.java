package vivarium.desktop.spacetime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.AccessibleRole;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.NodeId;

/**
 * A list that drops down, with a box to tick for each node and one for all of them. It stays open
 * while boxes are ticked, by the mouse or by the space bar.
 */
final class NodesMenu extends MenuButton {

  private final Supplier<Nodes> nodes;
  private final Consumer<Optional<NodeId>> toggle;
  private final List<Row> rows = new ArrayList<>();
  private Texts texts = Texts.ENGLISH;

  /**
   * The nodes of a diagram.
   *
   * @param all every node there is, in order
   * @param shown those that have a line
   */
  record Nodes(List<NodeId> all, List<NodeId> shown) {

    private boolean has(Optional<NodeId> node) {
      return node.map(shown::contains).orElse(shown.size() == all.size());
    }

    private boolean isSome() {
      return !shown.isEmpty() && shown.size() < all.size();
    }
  }

  /** A line of the list: of a node, or of all of them. */
  private final class Row extends CustomMenuItem {
    private final Optional<NodeId> node;
    private final String name;
    private final FontIcon box = new FontIcon();
    private final Label label = new Label();

    Row(Optional<NodeId> node, String name) {
      this.node = node;
      this.name = name;
      label.setText(name);
      label.setGraphic(box);
      label.setGraphicTextGap(8);
      label.setMaxWidth(Double.MAX_VALUE);
      label.setAccessibleRole(AccessibleRole.CHECK_BOX);
      setContent(label);
      setHideOnClick(false);
      setId("spacetime-node-" + node.map(NodeId::toString).orElse("all").replace(' ', '-'));
      setOnAction(event -> toggle.accept(node));
    }

    void show(Nodes now) {
      boolean ticked = now.has(node);
      box.setIconCode(
          ticked
              ? MaterialDesignC.CHECKBOX_MARKED
              : node.isEmpty() && now.isSome()
                  ? MaterialDesignM.MINUS_BOX
                  : MaterialDesignC.CHECKBOX_BLANK_OUTLINE);
      label.setAccessibleText(
          texts.get(ticked ? "spacetime.nodeShown" : "spacetime.nodeHidden", name));
    }
  }

  /**
   * The list.
   *
   * @param nodes what there is and what is shown
   * @param toggle shows a node or does not any more; or all, if none is named
   */
  NodesMenu(Supplier<Nodes> nodes, Consumer<Optional<NodeId>> toggle) {
    this.nodes = nodes;
    this.toggle =
        node -> {
          toggle.accept(node);
          refresh();
        };
    setId("spacetime-nodes");
    setMinWidth(Region.USE_PREF_SIZE);
    getItems().add(new SeparatorMenuItem()); // Without any it would not open.
    setOnShowing(event -> fill());
  }

  /** Puts the list into a language. */
  void speak(Texts language) {
    texts = language;
    refresh();
  }

  /** Says how many are shown. */
  void refresh() {
    Nodes now = nodes.get();
    setText(
        now.has(Optional.empty())
            ? texts.get("spacetime.nodes")
            : texts.get("spacetime.someNodes", now.shown().size(), now.all().size()));
    rows.forEach(row -> row.show(now));
  }

  private void fill() {
    rows.clear();
    getItems().clear();
    add(new Row(Optional.empty(), texts.get("spacetime.allNodes")));
    Narrator narrator = new Narrator(texts);
    NodeId.Kind before = null;
    for (NodeId node : nodes.get().all()) {
      if (node.kind() != before) {
        getItems().add(new SeparatorMenuItem());
      }
      before = node.kind();
      add(new Row(Optional.of(node), narrator.name(node)));
    }
    refresh();
  }

  private void add(Row row) {
    rows.add(row);
    getItems().add(row);
  }
}
