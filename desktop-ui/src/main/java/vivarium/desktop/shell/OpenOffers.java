package vivarium.desktop.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import vivarium.desktop.commands.Offer;
import vivarium.desktop.i18n.FileReasons;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.shell.ScenarioShelf.Recent;

/** What the palette offers to open, in words; and what is said when a file cannot be opened. */
final class OpenOffers {

  private final ShellViewModel model;
  private final ScenarioShelf shelf;

  OpenOffers(ShellViewModel model, ScenarioShelf shelf) {
    this.model = model;
    this.shelf = shelf;
  }

  List<Offer> recent() {
    Texts texts = model.textsProperty().get();
    List<Offer> offers = new ArrayList<>();
    for (Recent recent : shelf.recent()) {
      offers.add(
          new Offer(
              texts.get("recent.open", name(recent, texts)),
              "",
              recent.missing() ? texts.get("recent.missing") : "",
              "",
              () -> open(model, shelf, recent.file())));
    }
    return offers;
  }

  /** What a file is called in the list: by its name, or as the session that it is. */
  static String name(Recent recent, Texts texts) {
    return switch (recent.sessionsBefore()) {
      case 0 -> String.valueOf(recent.file().getFileName());
      case 1 -> texts.get("recent.sessionBefore");
      default -> texts.get("recent.sessionsBefore", recent.sessionsBefore());
    };
  }

  /** Opens a file; if it cannot be opened, the window says why and goes on as it was. */
  static void open(ShellViewModel model, ScenarioShelf shelf, Path file) {
    shelf
        .open(file, percent -> model.tell(reading(file, percent)))
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null && !isGivenUp(failure)) {
                model.complain(texts -> why(failure, texts));
              }
            });
  }

  /** How far a file is read. */
  static Sentence reading(Path file, int percent) {
    return Sentence.of("file.reading", file.getFileName(), percent);
  }

  /** Whether a file was not opened only because something else was opened meanwhile. */
  static boolean isGivenUp(Throwable failure) {
    return cause(failure) instanceof CancellationException;
  }

  /** Why a file could not be opened, in a language. */
  static String why(Throwable failure, Texts texts) {
    String message = String.valueOf(cause(failure).getMessage());
    return texts.get("file.notOpened", FileReasons.of(message, texts));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
