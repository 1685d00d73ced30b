package vivarium.desktop.export;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * What stands above a film instead of the window's bar: what it shows and the virtual time. Where
 * the title has no room, its end is left out; the time is always whole.
 */
final class FilmStrip extends HBox {

  private static final double HEIGHT = 36;
  private static final double GAP = 16;

  FilmStrip(String title, ObservableValue<String> clock) {
    super(GAP);
    getStyleClass().add("top-bar");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    Label name = new Label(title);
    name.setId("film-title");
    name.getStyleClass().add("product");
    name.setMinWidth(0);
    name.setTextOverrun(OverrunStyle.WORD_ELLIPSIS);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label time = new Label();
    time.setId("film-clock");
    time.getStyleClass().add("clock");
    time.setMinWidth(Region.USE_PREF_SIZE);
    time.textProperty().bind(clock);
    getChildren().addAll(name, space, time);
  }
}
