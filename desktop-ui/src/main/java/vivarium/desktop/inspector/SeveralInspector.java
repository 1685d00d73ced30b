package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.BrokerLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;

/** Several brokers and controllers: who they are, and what can be done with all of them. */
final class SeveralInspector {

  private final ClusterModel model;
  private final Texts texts;

  SeveralInspector(ClusterModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  InspectorContent build(List<NodeId> ids) {
    Narrator narrator = new Narrator(texts);
    List<Item.Line> lines = new ArrayList<>();
    for (NodeId id : ids) {
      NodeView node = model.node(id);
      if (node != null) {
        BrokerLook look = BrokerLook.of(node);
        lines.add(
            new Item.Line(
                List.of(narrator.name(id), look.word(texts)), look.tone(), new Selection.Node(id)));
      }
    }
    List<Item> items = new ArrayList<>();
    items.add(new Item.Actions("all", new SeveralActions(model, texts).of(ids)));
    items.add(
        new Item.Table(
            "nodes", List.of(texts.get("column.node"), texts.get("column.state")), lines));
    items.add(new Item.Note("how", texts.get("several.how"), Tone.MUTED));
    return new InspectorContent(
        texts.get("inspector.several"),
        texts.get("several.title", lines.size()),
        "",
        Tone.PLAIN,
        items);
  }
}
