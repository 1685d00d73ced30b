package vivarium.desktop.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;

/**
 * A file that is dragged onto the window: one scenario or recording is opened where it is dropped.
 * While it hangs over the window, it is said what would become of it.
 */
public final class FileDrop extends StackPane {

  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");

  private final ShellViewModel model;
  private final Label words = new Label();
  private @Nullable ScenarioShelf shelf;

  /** Files that were looked at last, so that it is done once and not at each movement. */
  private List<File> looked = List.of();

  private String whyNot = "";

  FileDrop(ShellViewModel model) {
    this.model = model;
    setId("drop-hint");
    getStyleClass().add("drop-hint");
    setMouseTransparent(true);
    setVisible(false);
    words.setId("drop-words");
    words.getStyleClass().add("drop-words");
    words.setWrapText(true);
    getChildren().add(words);
  }

  /** Says who opens files; before that none can be dropped. */
  public void offer(ScenarioShelf who) {
    shelf = who;
  }

  /** Takes what is dragged over a window's content. */
  void watch(Node window) {
    window.setOnDragOver(
        event -> {
          if (event.getDragboard().hasFiles() && over(event.getDragboard().getFiles())) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    window.setOnDragExited(event -> left());
    window.setOnDragDropped(this::dropped);
  }

  private void dropped(DragEvent event) {
    event.setDropCompleted(
        event.getDragboard().hasFiles() && drop(event.getDragboard().getFiles()));
    event.consume();
  }

  /**
   * Files hang over the window: says what dropping them would do.
   *
   * @return whether they can be dropped
   */
  public boolean over(List<File> files) {
    ScenarioShelf who = shelf;
    if (who == null || files.isEmpty()) {
      return false;
    }
    if (!isVisible() || !files.equals(looked)) {
      looked = List.copyOf(files);
      Texts texts = model.textsProperty().get();
      whyNot = whyNot(who, looked, texts);
      words.setText(
          whyNot.isEmpty() ? texts.get("drop.opens", looked.getFirst().getName()) : whyNot);
      pseudoClassStateChanged(REFUSED, !whyNot.isEmpty());
      setVisible(true);
    }
    return whyNot.isEmpty();
  }

  private static String whyNot(ScenarioShelf who, List<File> files, Texts texts) {
    Path file = files.getFirst().toPath();
    if (files.size() > 1) {
      return texts.get("drop.several", files.size());
    }
    if (Files.isDirectory(file)) {
      return texts.get("drop.folder", file.getFileName());
    }
    return who.maybe(file) ? "" : texts.get("drop.other", file.getFileName());
  }

  /** They are gone again. */
  public void left() {
    setVisible(false);
  }

  /**
   * Files were dropped: one that fits is opened, and if that fails, the window says why.
   *
   * @return whether there was one
   */
  public boolean drop(List<File> files) {
    boolean fits = over(files);
    left();
    ScenarioShelf who = shelf;
    if (fits && who != null) {
      OpenOffers.open(model, who, files.getFirst().toPath());
    } else if (who != null && !whyNot.isEmpty()) {
      model.complain(texts -> whyNot(who, looked, texts));
    }
    return fits;
  }
}
