package vivarium.desktop.shell;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import vivarium.desktop.i18n.Texts;

/** The list of keys, over the stage. */
final class KeysView extends VBox {

  private record Key(String key, String meaning) {}

  KeysView() {
    super(12);
    getStyleClass().add("keys");
    setId("keys");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    setVisible(false);
  }

  void speak(Texts texts) {
    Label title = new Label(texts.get("keys.title"));
    title.getStyleClass().add("keys-title");
    GridPane grid = new GridPane(18, 7);
    List<Key> keys =
        List.of(
            new Key("Space", texts.get("keys.pause")),
            new Key(".", texts.get("keys.step")),
            new Key("[  ]", texts.get("keys.speed")),
            new Key("← →", texts.get("keys.broker")),
            new Key("↑ ↓", texts.get("keys.partition")),
            new Key("K", texts.get("keys.kill")),
            new Key("R", texts.get("keys.restart")),
            new Key("Z", texts.get("keys.freeze")),
            new Key("+  -", texts.get("keys.zoom")),
            new Key("F", texts.get("keys.fit")),
            new Key("Shift ← → ↑ ↓", texts.get("keys.pan")),
            new Key("/", texts.get("keys.filter")),
            new Key("M", texts.get("keys.menu")),
            new Key("Esc", texts.get("keys.deselect")),
            new Key("L", texts.get("keys.language")),
            new Key("T", texts.get("keys.appearance")),
            new Key("P", texts.get("keys.present")),
            new Key("Ctrl + −", texts.get("keys.scale")),
            new Key("?", texts.get("keys.help")));
    for (int i = 0; i < keys.size(); i++) {
      Label key = new Label(keys.get(i).key());
      key.getStyleClass().add("key");
      Label meaning = new Label(keys.get(i).meaning());
      grid.add(key, 0, i);
      grid.add(meaning, 1, i);
    }
    getChildren().setAll(title, grid);
  }
}
