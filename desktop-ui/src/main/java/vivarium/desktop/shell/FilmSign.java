package vivarium.desktop.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import vivarium.desktop.film.FilmProgress;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;

/**
 * Says in the toolbar that a film is being made, how far it is and, with room, what it is called;
 * there only as long as it is. It leads to the film's form.
 */
final class FilmSign extends Button {

  private static final double BAR_WIDTH = 36;
  private static final double GAP = 7;

  FilmSign(
      ObservableValue<@Nullable FilmProgress> film, ObservableValue<Texts> texts, Runnable open) {
    setId("film-sign");
    ProgressBar bar = new ProgressBar(0);
    bar.setPrefWidth(BAR_WIDTH);
    bar.setMinWidth(BAR_WIDTH);
    HBox graphic = new HBox(GAP, new FontIcon(MaterialDesignF.FILMSTRIP), bar);
    graphic.setAlignment(Pos.CENTER);
    setGraphic(graphic);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setMinWidth(Region.USE_PREF_SIZE);
    setGraphicTextGap(GAP);
    setMnemonicParsing(false);
    setOnAction(event -> open.run());
    Tooltip tooltip = new Tooltip();
    setTooltip(tooltip);
    tooltip
        .textProperty()
        .bind(Bindings.createStringBinding(() -> words(film, texts), film, texts));
    accessibleTextProperty().bind(tooltip.textProperty());
    film.subscribe(
        now -> {
          setVisible(now != null);
          setManaged(now != null);
          if (now != null) {
            bar.setProgress(now.share());
            setText(now.name());
          }
        });
  }

  /** How much wider it is with its name. */
  double widthOfName() {
    return isManaged() ? ToolbarView.width(this) + GAP : 0;
  }

  /** Shows the name or not; the tooltip says it anyway. */
  void showName(boolean shown) {
    setContentDisplay(shown ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
  }

  boolean showsName() {
    return getContentDisplay() == ContentDisplay.LEFT;
  }

  private static String words(
      ObservableValue<@Nullable FilmProgress> film, ObservableValue<Texts> texts) {
    FilmProgress now = film.getValue();
    return now == null
        ? ""
        : texts
            .getValue()
            .get("film.atWork", now.name(), Units.count(now.pictures()), Units.count(now.ofAll()));
  }
}
