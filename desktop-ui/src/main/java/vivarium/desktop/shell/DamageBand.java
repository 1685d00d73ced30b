package vivarium.desktop.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import vivarium.desktop.i18n.FileReasons;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.Tape;

/** Above the stage: that a recording is shown only up to its damage, until it was read. */
final class DamageBand extends HBox {

  DamageBand(ShellViewModel model) {
    super(10);
    setId("damage");
    getStyleClass().add("damage");
    setAlignment(Pos.CENTER_LEFT);
    Tape.Label label = model.session().label();
    String damage = label == null ? null : label.damage();
    setVisible(damage != null);
    managedProperty().bind(visibleProperty());
    Label words = new Label();
    words.setId("damage-words");
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button read = new Button();
    read.setId("damage-read");
    read.setGraphic(new FontIcon(MaterialDesignC.CLOSE));
    read.setMinWidth(Region.USE_PREF_SIZE);
    read.setOnAction(event -> setVisible(false));
    getChildren().addAll(new FontIcon(MaterialDesignA.ALERT_OUTLINE), words, read);
    if (damage != null) {
      model
          .textsProperty()
          .subscribe(
              (Texts texts) -> {
                words.setText(texts.get("recording.damaged", FileReasons.of(damage, texts)));
                read.setAccessibleText(texts.get("recording.damageRead"));
              });
    }
  }
}
